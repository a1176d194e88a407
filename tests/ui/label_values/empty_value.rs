use metrics_core::Label;

#[derive(Clone, Copy, Label)]
enum Voucher {
    Given,
    #[label(rename = "")]
    None,
}

fn main() {}
