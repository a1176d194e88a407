use metrics_core::Label;

#[derive(Clone, Copy, Label)]
#[label(name = "")]
enum Size {
    Small,
    Large,
}

fn main() {}
