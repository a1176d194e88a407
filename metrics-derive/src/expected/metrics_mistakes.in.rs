#[metrics(prefix)]
pub struct Shop<T> {
    seen: Counter<T>,
    /// Asked.
    #[metric(nam = "seen")]
    asked: Counter,
}
