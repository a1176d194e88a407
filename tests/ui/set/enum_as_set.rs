use metrics_core::Metrics;

#[derive(Metrics)]
enum Shop {
    Orders,
    Payments,
}

fn main() {}
