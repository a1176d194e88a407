/// Warms the cache.
#[track_metrics]
pub fn warm_up(cache: &mut Cache, mut tries: u32) -> usize {
    #![allow(clippy::while_float)]
    while tries > 0 && !cache.warm() {
        tries -= 1;
    }
    cache.len()
}
