//! Which bucket a value falls into, found without a search.
//!
//! The bits of a float that is not negative, read as an integer, are in the order of the floats. Their leading bits
//! number *slots*: a binade, or an equal part of one. A table says for each slot how many bounds lie below it, so only
//! the bounds inside of the value's own slot are left to compare with. The slots are made as narrow as the range of
//! the bounds allows: with bounds that differ by a factor of two, at most one bound is inside of a slot.

use super::native::Layout;

/// The bounds of a histogram's buckets, and where to look for a value among them.
#[derive(Debug)]
pub(crate) struct Finder {
    /// The bounds as they are exposed.
    exposed: &'static [f64],
    /// The bounds in the unit in which values are compared.
    bounds: &'static [f64],
    /// How far the bits of a value are shifted to give its slot.
    shift: u32,
    /// The slot of the smallest bound that is not negative.
    first_slot: u64,
    /// For each slot, counted from the first one: the number of bounds below it.
    below: [u8; SLOTS],
    /// For each slot: the bits of the first bound inside of it, or of what no value exceeds.
    inside: [u64; SLOTS],
    /// Whether there is at most one bound in each slot.
    one_bound_in_a_slot: bool,
    /// How far the first cells of two series are apart.
    stride: usize,
    /// The exponential buckets, if there are such. Then nothing is known about the slots, so that only histograms whose
    /// bounds have to be searched are asked about this.
    native: Option<Layout>,
}

const SLOTS: usize = 64;

impl Finder {
    /// Finds the only bucket there is.
    pub(crate) const NO_BOUNDS: &'static Self = &Self::new(&[], &[], None);

    /// `exposed` and `bounds` are the same in two units. They are checked already, or about to be: see [`check::buckets`](crate::check::buckets).
    pub(crate) const fn new(exposed: &'static [f64], bounds: &'static [f64], native: Option<Layout>) -> Self {
        let mut finder = Self {
            exposed,
            bounds,
            shift: 63,
            first_slot: 0,
            below: [0; SLOTS],
            inside: [u64::MAX; SLOTS],
            one_bound_in_a_slot: native.is_none(),
            stride: if native.is_some() { 1 } else { bounds.len() + 2 },
            native,
        };
        if let Some((low, high)) = span(bounds) {
            // The narrowest slots for which the table holds them all, and one beyond the last bound.
            while finder.shift > 0
                && (high >> (finder.shift - 1)) - (low >> (finder.shift - 1)) < SLOTS as u64 - 1
            {
                finder.shift -= 1;
            }
            finder.first_slot = low >> finder.shift;
        }
        finder.fill();
        finder
    }

    /// Fills the tables, bound by bound, and slot by slot up to where the bound is.
    #[allow(clippy::cast_possible_truncation)] // there are at most 255 bounds
    const fn fill(&mut self) {
        let mut at = negative(self.bounds);
        // The first slot of which is not known yet how many bounds are below it.
        let mut open = 0;
        while at < self.bounds.len() {
            let bits = self.bounds[at].to_bits();
            let slot = self.slot(bits);
            if slot >= open {
                self.inside[slot] = bits;
            } else {
                self.one_bound_in_a_slot = false;
            }
            while open <= slot {
                self.below[open] = at as u8;
                open += 1;
            }
            at += 1;
        }
        while open < SLOTS {
            self.below[open] = at as u8;
            open += 1;
        }
    }

    /// The upper bounds in the unit of the metric, that of the last bucket left out.
    pub(crate) const fn exposed_bounds(&self) -> &'static [f64] {
        self.exposed
    }

    /// The same in the unit in which values are compared.
    pub(crate) const fn bounds(&self) -> &'static [f64] {
        self.bounds
    }

    /// The number of cells of one series: its sum, and its buckets, the one that ends at infinity included.
    #[inline]
    pub(crate) const fn cells(&self) -> usize {
        self.bounds.len() + 2
    }

    /// How far the first cells of two series are apart: in a native histogram, cells of one kind lie together.
    #[inline]
    pub(crate) const fn stride(&self) -> usize {
        self.stride
    }

    /// The exponential buckets.
    pub(crate) const fn native(&self) -> Option<&Layout> {
        self.native.as_ref()
    }

    /// Whether observations below zero are expected.
    pub(crate) const fn has_negative(&self) -> bool {
        !self.bounds.is_empty() && self.bounds[0] < 0.0
    }

    /// The number of the bucket of a value with these bits, which are those of a float that is not negative: that of
    /// the first bound not below the value. None in a native histogram.
    #[inline]
    pub(crate) const fn bucket(&self, bits: u64) -> Option<usize> {
        let slot = self.slot(bits);
        if self.one_bound_in_a_slot {
            // No branch on the value: half of such branches are mispredicted.
            return Some(self.below[slot] as usize + (bits > self.inside[slot]) as usize);
        }
        if self.native.is_some() { None } else { Some(self.search(bits)) }
    }

    /// The number of the bucket of any value but NaN.
    pub(crate) const fn bucket_of(&self, value: f64) -> usize {
        if value > 0.0 { self.search(value.to_bits()) } else { self.bucket_from(0, value) }
    }

    #[inline]
    const fn search(&self, bits: u64) -> usize {
        self.bucket_from(self.below[self.slot(bits)] as usize, f64::from_bits(bits))
    }

    const fn bucket_from(&self, mut at: usize, value: f64) -> usize {
        while at < self.bounds.len() && value > self.bounds[at] {
            at += 1;
        }
        at
    }

    /// Whatever is below the first slot belongs to the first, whatever is above to the last.
    #[inline]
    #[allow(clippy::cast_possible_truncation)] // below the number of slots
    const fn slot(&self, bits: u64) -> usize {
        let slot = (bits >> self.shift).saturating_sub(self.first_slot);
        if slot < SLOTS as u64 { slot as usize } else { SLOTS - 1 }
    }
}

/// How many bounds come before the first that is not negative.
const fn negative(bounds: &[f64]) -> usize {
    let mut at = 0;
    while at < bounds.len() && bounds[at].is_sign_negative() {
        at += 1;
    }
    at
}

/// The bits of the smallest and of the greatest bound that are not negative.
const fn span(bounds: &[f64]) -> Option<(u64, u64)> {
    let first = negative(bounds);
    if first == bounds.len() {
        return None;
    }
    let (low, high) = (bounds[first].to_bits(), bounds[bounds.len() - 1].to_bits());
    // A list in the wrong order is refused elsewhere; here it must only not overflow.
    if low <= high { Some((low, high)) } else { None }
}

/// The bounds in the unit in which values are compared; if that is a smaller one, in whole numbers of it.
pub(crate) const fn scaled<const ROOM: usize>(bounds: &[f64], scale: f64) -> [f64; ROOM] {
    let mut scaled = [0.0; ROOM];
    let mut at = 0;
    while at < bounds.len() && at < ROOM {
        scaled[at] = if scale > 1.0 { whole(bounds[at] * scale) } else { bounds[at] };
        at += 1;
    }
    scaled
}

/// The whole number that `number` would be if it had been computed exactly, else the next one below: whole values are
/// at most `number` if they are at most this.
#[allow(clippy::cast_possible_truncation)] // numbers beyond 2^52 are whole already and returned as they are
const fn whole(number: f64) -> f64 {
    const WHOLE_FROM: f64 = (1_u64 << 52) as f64;
    if number.abs() >= WHOLE_FROM {
        return number;
    }
    let nearest = (number + 0.5_f64.copysign(number)) as i64 as f64;
    if nearest <= number || nearest - number <= number.abs() * 1e-15 { nearest } else { nearest - 1.0 }
}

/// The first `len` of `list`.
pub(crate) const fn first(list: &'static [f64], len: usize) -> &'static [f64] {
    if len < list.len() { list.split_at(len).0 } else { list }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::buckets::{BYTES, DEFAULT, exponential, linear};

    fn by_search(bounds: &[f64], value: f64) -> usize {
        bounds.iter().position(|&bound| value <= bound).unwrap_or(bounds.len())
    }

    fn agrees(bounds: &'static [f64]) {
        let finder = Finder::new(bounds, bounds, None);
        let near = |bound: f64| [bound.next_down(), bound, bound.next_up()];
        let odd = [0.0, -0.0, -1e300, 1e300, f64::MIN_POSITIVE, 5e-324, f64::INFINITY, f64::NEG_INFINITY];
        let spread = (0..4000).map(|n| (f64::from(n) - 2000.0).sinh().clamp(-1e9, 1e9) / 7.0);
        for value in bounds.iter().copied().flat_map(near).chain(odd).chain(spread) {
            let expected = by_search(bounds, value);
            assert_eq!(finder.bucket_of(value), expected, "{value} in {bounds:?}");
            if value.is_sign_positive() {
                assert_eq!(finder.bucket(value.to_bits()), Some(expected), "{value} in {bounds:?}");
            }
        }
    }

    #[test]
    fn finds_what_a_search_finds() {
        agrees(DEFAULT);
        agrees(BYTES);
        agrees(const { &linear::<100>(1.0, 0.01) });
        agrees(const { &linear::<21>(-10.0, 1.0) });
        agrees(const { &exponential::<250>(1e-9, 1.17) });
        agrees(&[0.0]);
        agrees(&[-5.0, -1.0]);
        agrees(&[-1.0, 0.0, 1e-300, 1.0, 1e300]);
        agrees(&[1.0, 1.000_000_000_000_000_2, 1.000_000_000_000_000_4]);
        agrees(&[]);
    }

    #[test]
    fn usual_bounds_need_one_comparison() {
        // Bounds below zero are not in the table, and widen no slot of it.
        for bounds in [DEFAULT, &[-2.0, -1.0, 0.5, 1.0, 2.0]] {
            assert!(Finder::new(bounds, bounds, None).one_bound_in_a_slot, "{bounds:?}");
        }
    }

    #[test]
    fn seconds_become_whole_nanoseconds() {
        let nanos = scaled::<11>(DEFAULT, 1e9);
        assert_eq!(nanos[..4], [5e6, 1e7, 2.5e7, 5e7]);
        assert_eq!(scaled::<3>(&[0.3, 0.7, 1.1], 1e9), [3e8, 7e8, 1.1e9]);
        assert_eq!(scaled::<2>(&[-0.3, 1e10], 1e9), [-3e8, 1e19]);
        assert_eq!(scaled::<3>(&[1.5e-9, 1.9e-9, 2e-9], 1e9), [1.0, 1.0, 2.0]);
    }
}
