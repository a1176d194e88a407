use metrics_core::{Counter, Gauge, Histogram, Label, LabelSet, Metrics};

#[derive(Clone, Copy, Label)]
#[label(name = "HttpMethod")]
enum Method {
    Get,
    Custom(u8),
    #[label(rename = "get", nmae = "fetch")]
    Fetch,
}

#[derive(Clone, Copy, LabelSet)]
struct Order {
    le: Method,
    #[label(name = "cached")]
    hit: bool,
}

#[derive(Metrics)]
#[metrics(prefix = "Shop", perfix = "store")]
struct Shop {
    orders: Counter<Order>,
    /// Size of the cart.
    #[metric(uint = "bytes", unit = 5)]
    cart: Gauge,
    /// Items of an order.
    #[metric(buckets = "many")]
    items: Histogram,
    /// Time to pay.
    payment_ms: Gauge,
    /// Size of the receipt.
    #[metric(unit = "kb")]
    receipt: Gauge,
}

fn main() {
    Shop::new().orders.with(Order { le: Method::Get, hit: true }).inc();
}
