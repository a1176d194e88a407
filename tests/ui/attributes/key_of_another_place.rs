use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
#[metrics(name = "shop", unit = "bytes")]
struct Shop {
    #[metric(help = "Orders processed.", labels = "method")]
    orders: Counter,
}

fn main() {}
