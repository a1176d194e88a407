use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Requests answered, by path.
    requests: Counter<&'static str>,
}

fn main() {}
