use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Answers that say that something does not exist.
    #[metric(name = "404s")]
    not_found: Counter,
}

fn main() {}
