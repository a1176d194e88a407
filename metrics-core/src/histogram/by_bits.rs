//! Which bucket an integer falls into, for bounds that each have another number of bits.

/// For each number of bits, the bucket: found faster than by a [`Finder`](super::Finder), which knows finer slots.
pub(crate) struct ByBits {
    /// The number of bounds with fewer bits.
    below: [u8; 64],
    /// The bound with so many bits, or what no integer exceeds.
    inside: [u64; 64],
}

impl ByBits {
    /// # Panics
    ///
    /// If two bounds have the same number of bits, or one is not a whole number above 0.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::float_cmp)] // whole, and fewer than 64
    pub(crate) const fn new(bounds: &[f64]) -> Self {
        let mut tables = Self { below: [0; 64], inside: [u64::MAX; 64] };
        let (mut at, mut bits) = (0, 0);
        while bits < 64 {
            tables.below[bits] = at as u8;
            if at < bounds.len() && slot(bounds[at] as u64) == bits {
                assert!(bounds[at] >= 1.0 && bounds[at] as u64 as f64 == bounds[at]);
                tables.inside[bits] = bounds[at] as u64;
                at += 1;
            }
            bits += 1;
        }
        assert!(at == bounds.len(), "two bounds have the same number of bits");
        tables
    }

    /// The number of the bucket: that of the first bound not below the integer.
    #[inline]
    pub(crate) const fn bucket(&self, integer: u64) -> usize {
        let slot = slot(integer);
        self.below[slot] as usize + (integer > self.inside[slot]) as usize
    }
}

/// The number of bits but one; 0 and 1 share a slot.
#[inline]
const fn slot(integer: u64) -> usize {
    63 - (integer | 1).leading_zeros() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_search_finds() {
        const BOUNDS: [u64; 4] = [1, 3, 1000, 10_000_000_000];
        let by_bits = const { ByBits::new(&[1.0, 3.0, 1000.0, 1e10]) };
        let near = |bound: u64| [bound - 1, bound, bound + 1];
        for value in BOUNDS.into_iter().flat_map(near).chain([500, 513, 1 << 33, 1 << 40, u64::MAX]) {
            let expected = BOUNDS.iter().take_while(|&&bound| value > bound).count();
            assert_eq!(by_bits.bucket(value), expected, "{value}");
        }
    }

    #[test]
    fn each_bound_is_in_the_slot_of_its_bits() {
        let bounds = [1.0, 2.0, 4.0, 2_f64.powi(63)];
        let by_bits = ByBits::new(&bounds);
        for (bucket, bound) in [1_u64, 2, 4, 1 << 63].into_iter().enumerate() {
            assert_eq!((by_bits.bucket(bound), by_bits.bucket(bound + 1)), (bucket, bucket + 1), "{bound}");
        }
        assert_eq!(by_bits.bucket(0), 0);
        assert_eq!(ByBits::new(&[]).bucket(u64::MAX), 0);
    }

    #[test]
    #[should_panic = "two bounds have the same number of bits"]
    fn two_bounds_cannot_share_a_slot() {
        let _ = ByBits::new(&[4.0, 5.0]);
    }

    #[test]
    #[should_panic = "assertion failed"]
    fn a_bound_is_a_whole_number() {
        let _ = ByBits::new(&[4.5]);
    }

    #[test]
    #[should_panic = "assertion failed"]
    fn a_bound_is_above_0() {
        let _ = ByBits::new(&[0.0]);
    }
}
