use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Bytes sent.
    #[metric(name = "sent_kb_total")]
    sent: Counter,
}

fn main() {}
