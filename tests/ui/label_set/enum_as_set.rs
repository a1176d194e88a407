use metrics_core::LabelSet;

#[derive(Clone, Copy, LabelSet)]
enum Zone {
    East,
    West,
}

fn main() {}
