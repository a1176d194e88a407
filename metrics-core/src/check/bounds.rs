//! Bucket bounds.

use super::message::Message;

/// Judges `buckets = …`.
///
/// # Panics
///
/// If there are no bounds or too many, or if they are not finite and strictly ascending.
#[track_caller]
pub const fn buckets(bounds: &[f64]) {
    assert!(
        !bounds.is_empty(),
        "a histogram needs at least one bucket besides the one that ends at infinity"
    );
    if bounds.len() > crate::buckets::MAX {
        Message::new()
            .text("a histogram has at most ")
            .number(crate::buckets::MAX)
            .text(" buckets, and these are ")
            .number(bounds.len())
            .text(": each is a series of its own")
            .fail();
    }
    let mut at = 0;
    while at < bounds.len() {
        let place = Message::new().text("bucket ").number(at + 1);
        if bounds[at].is_nan() {
            place.text(" is NaN: a bound is a number").fail();
        }
        if bounds[at].is_infinite() {
            place.text(" is infinite: leave it out, the bucket that ends at infinity is always there").fail();
        }
        if at > 0 && bounds[at] == bounds[at - 1] {
            place.text(" has the same bound as the one before it: write each bound once").fail();
        }
        if at > 0 && bounds[at] < bounds[at - 1] {
            place.text(" is below the one before it: write the bounds in ascending order").fail();
        }
        at += 1;
    }
}
