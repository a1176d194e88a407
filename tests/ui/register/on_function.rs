use metrics_core::register;

#[register]
fn shop() {}

fn main() {
    shop();
}
