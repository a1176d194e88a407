struct Skipping {
    /// Seen.
    seen: Counter,
    #[metric(skip)]
    cache: Vec<u8>,
}
