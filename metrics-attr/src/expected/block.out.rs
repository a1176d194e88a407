impl<T: Store> shop::Cart<T> {
    pub const LIMIT: usize = { 10 };
    pub fn add(&mut self, item: Item) {
        let __site = ::metrics_core::__private::call_site!("shop::Cart::add");
        let __call = __site.enter();
        match () {
            () => {
                self.items.push(item);
            }
        }
    }
    fn settle(&self) {
        let __site = ::metrics_core::__private::call_site!("pay");
        let __call = __site.enter();
        match () {
            () => {}
        }
    }
    /// Too small to be worth it.
    pub const fn len(&self) -> usize {
        self.len
    }
}
mod jobs {
    use super::*;
    fn nightly() {
        let __site = ::facade::__private::call_site!("nightly");
        let __call = __site.enter();
        match () {
            () => {}
        }
    }
    impl Job for Sweep {
        const EVERY: u32 = 1;
        fn run(&self) {
            let __site = ::facade::__private::call_site!("Sweep::run");
            let __call = __site.enter();
            match () {
                () => {}
            }
        }
    }
}
