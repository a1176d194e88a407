#[metrics(crate = ::facade::metrics)]
pub(crate) struct AllMetrics {
    #[metrics(flatten)]
    http: HttpMetrics,
    #[metrics(prefix = "db")]
    database: DatabaseMetrics,
    #[metric(skip = 3)]
    version: u32,
}
