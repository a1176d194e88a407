/// Warms the cache.
pub fn warm_up(cache: &mut Cache, mut tries: u32) -> usize {
    #![allow(clippy::while_float)]
    let site = ::metrics_core::__private::call_site!("warm_up");
    let _call = site.enter();
    {
        while tries > 0 && !cache.warm() {
            tries -= 1;
        }
        cache.len()
    }
}
