use metrics_core::Label;

#[derive(Clone, Copy, Label)]
enum Quantile {
    Median,
    Tail,
}

fn main() {}
