use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Keyboard {
    /// Keys pressed.
    keys: Counter<char>,
}

fn main() {}
