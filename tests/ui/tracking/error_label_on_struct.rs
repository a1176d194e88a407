use metrics_core::ErrorLabel;

#[derive(ErrorLabel)]
struct OrderError(u16);

fn main() {
    let _ = OrderError(1).0;
}
