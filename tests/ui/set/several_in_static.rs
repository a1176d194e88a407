use metrics_core::{Counter, Gauge, Histogram, Metrics, register};

#[derive(Metrics)]
#[metrics(prefix = "Shop", max_series = 10)]
struct Shop {
    /// Orders processed.
    order_count: Counter,
    /// Age of the cart.
    #[metric(unit = "minutes")]
    cart_age: Gauge,
    /// Items of an order.
    #[metric(buckets = [5, 1])]
    items: Histogram,
    /// Size of the receipt.
    #[metric(unit = "bytes", buckets = linear(1, 1, 300))]
    receipt: Histogram,
    /// Time to pay.
    payment_ms: Gauge,
    /// Orders, by whether they are gifts and whether they are returned.
    orders: Counter<(bool, bool)>,
}

#[register]
static SHOP: Shop = Shop::new();

fn main() {
    SHOP.order_count.inc();
}
