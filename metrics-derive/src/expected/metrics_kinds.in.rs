#[metrics(prefix = "shop", max_series = 200)]
/// What the shop counts.
pub struct ShopMetrics {
    /// Orders processed,
    /// by outcome.
    ///
    /// Not the refused ones.
    pub orders: Counter<Order>,
    /// Payment round trip.
    #[metric(buckets = [0.05, 0.1, 1], native(growth = 1.1))]
    payment_duration: Histogram<Method, Duration>,
    /// Size of the receipt sent.
    #[metric(name = "receipt", unit = "bytes", buckets = exponential(256, 4.0, 8), max_series = 50, touched_only)]
    r#receipt_size: Histogram,
    /// What is running.
    #[metric(info(version = env!("CARGO_PKG_VERSION"), region))]
    build: Info,
    /// Size of tables, by database.
    #[metric(rows(database, table), max_rows = 20)]
    table_size: GaugeRows<2>,
}
