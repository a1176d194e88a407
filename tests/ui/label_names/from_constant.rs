use metrics_core::Label;

const NAME: &str = "Size";

#[derive(Clone, Copy, Label)]
#[label(name = NAME)]
enum Size {
    Small,
    Large,
}

fn main() {}
