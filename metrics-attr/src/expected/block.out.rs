impl<T: Store> shop::Cart<T> {
    pub const LIMIT: usize = { 10 };
    #[cfg(not(any(clippy, doc)))]
    pub fn add(&mut self, item: Item) {
        let __site = ::metrics_core::__private::call_site!("shop::Cart::add");
        let __call = __site.enter();
        #[allow(clippy::missing_const_for_fn)]
        {
            self.items.push(item);
        }
    }
    #[cfg_attr(not(any(clippy, doc)), cfg(any()))]
    #[allow(clippy::missing_const_for_fn)]
    pub fn add(&mut self, item: Item) {
        self.items.push(item);
    }
    #[cfg(not(any(clippy, doc)))]
    fn settle(&self) {
        let __site = ::metrics_core::__private::call_site!("pay");
        let __call = __site.enter();
        #[allow(clippy::missing_const_for_fn)] {}
    }
    #[cfg_attr(not(any(clippy, doc)), cfg(any()))]
    #[allow(clippy::missing_const_for_fn)]
    fn settle(&self) {}
    /// Too small to be worth it.
    pub const fn len(&self) -> usize {
        self.len
    }
}
mod jobs {
    use super::*;
    #[cfg(not(any(clippy, doc)))]
    fn nightly() {
        let __site = ::facade::__private::call_site!("nightly");
        let __call = __site.enter();
        #[allow(clippy::missing_const_for_fn)] {}
    }
    #[cfg_attr(not(any(clippy, doc)), cfg(any()))]
    #[allow(clippy::missing_const_for_fn)]
    fn nightly() {}
    impl Job for Sweep {
        const EVERY: u32 = 1;
        #[cfg(not(any(clippy, doc)))]
        fn run(&self) {
            let __site = ::facade::__private::call_site!("Sweep::run");
            let __call = __site.enter();
            #[allow(clippy::missing_const_for_fn)] {}
        }
        #[cfg_attr(not(any(clippy, doc)), cfg(any()))]
        #[allow(clippy::missing_const_for_fn)]
        fn run(&self) {}
    }
}
