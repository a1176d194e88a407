#[cfg(not(any(clippy, doc)))]
/// Warms the cache.
pub fn warm_up(cache: &mut Cache, mut tries: u32) -> usize {
    #![allow(clippy::while_float)]
    let __site = ::metrics_core::__private::call_site!("warm_up");
    let __call = __site.enter();
    #[allow(clippy::missing_const_for_fn)]
    {
        while tries > 0 && !cache.warm() {
            tries -= 1;
        }
        cache.len()
    }
}
#[cfg_attr(not(any(clippy, doc)), cfg(any()))]
#[allow(clippy::missing_const_for_fn)]
/// Warms the cache.
pub fn warm_up(cache: &mut Cache, mut tries: u32) -> usize {
    #![allow(clippy::while_float)]
    while tries > 0 && !cache.warm() {
        tries -= 1;
    }
    cache.len()
}
