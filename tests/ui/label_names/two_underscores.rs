use metrics_core::Label;

#[derive(Clone, Copy, Label)]
#[label(name = "__name__")]
enum Name {
    Orders,
    Payments,
}

fn main() {}
