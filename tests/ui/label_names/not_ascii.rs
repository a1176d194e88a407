use metrics_core::Label;

#[derive(Clone, Copy, Label)]
#[label(name = "größe")]
enum Size {
    Small,
    Large,
}

fn main() {}
