#[track_metrics]
impl<T: Store> shop::Cart<T> {
    pub const LIMIT: usize = { 10 };

    pub fn add(&mut self, item: Item) {
        self.items.push(item);
    }

    #[track_metrics(function = "pay")]
    fn settle(&self) {}

    /// Too small to be worth it.
    #[track_metrics(skip)]
    pub const fn len(&self) -> usize {
        self.len
    }
}

#[track_metrics(crate = ::facade)]
mod jobs {
    use super::*;

    fn nightly() {}

    impl Job for Sweep {
        const EVERY: u32 = 1;
        fn run(&self) {}
    }
}
