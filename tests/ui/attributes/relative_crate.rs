use metrics_core::{Counter, Label, LabelSet, Metrics, register, track_metrics};

#[derive(Clone, Copy, Label)]
#[label(crate = self::reexport::metrics_core)]
enum Method {
    Get,
    Post,
}

#[derive(Clone, Copy, LabelSet)]
#[labels(crate = super::metrics_core)]
struct Request {
    method: Method,
}

#[derive(Metrics)]
#[metrics(crate = self::reexport::metrics_core)]
struct Shop {
    /// Orders processed.
    orders: Counter<Request>,
}

#[register(crate = self::reexport::metrics_core)]
static SHOP: Shop = Shop::new();

#[track_metrics(crate = self::reexport::metrics_core)]
fn order() {
    SHOP.orders.with(Request { method: Method::Get }).inc();
}

fn main() {
    order();
}
