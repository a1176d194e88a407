#[track_metrics(error, in_flight, labels(kind = order.kind), after(size: Size = result.size()))]
fn take(order: &Order) -> Result<Receipt, OrderError> {
    order.receipt()
}

#[track_metrics(name = "checkout", buckets = [0.1, 0.5], slo = "200ms", exemplars, ok_if = Response::is_success)]
async fn check_out(cart: Cart) -> Response {
    cart.order().await
}

#[track_metrics(calls = SHOP.charges, duration = SHOP.charge_duration)]
fn charge() {}
