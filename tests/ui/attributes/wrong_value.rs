use metrics_core::{Counter, Gauge, Label, Metrics};

#[derive(Clone, Copy, Label)]
#[label(name = 'm')]
enum Method {
    Get,
    #[label(rename = 5)]
    Post,
    #[label(other = true)]
    Other,
}

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    #[metric(name = 5)]
    orders: Counter<Method>,
    /// Orders waiting.
    #[metric(touched_only = true)]
    queue_depth: Gauge,
}

fn main() {}
