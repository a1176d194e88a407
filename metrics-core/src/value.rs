//! The number types that metrics are made of, and how each is kept in a cell.

use std::fmt;
use std::time::Duration;

use crate::schema::Number;

/// A number that fits into a cell. Implemented here only.
pub trait Value: Copy + fmt::Debug + Send + Sync + Sealed + 'static {
    /// How its cells are to be read.
    const NUMBER: Number;
    /// The cell that holds this number.
    fn to_cell(self) -> u64;
    /// The number that a cell holds.
    fn from_cell(cell: u64) -> Self;
}

impl Value for u64 {
    const NUMBER: Number = Number::U64;

    fn to_cell(self) -> u64 {
        self
    }

    fn from_cell(cell: u64) -> Self {
        cell
    }
}

impl Value for i64 {
    const NUMBER: Number = Number::I64;

    fn to_cell(self) -> u64 {
        self as u64
    }

    fn from_cell(cell: u64) -> Self {
        cell as Self
    }
}

impl Value for f64 {
    const NUMBER: Number = Number::F64;

    fn to_cell(self) -> u64 {
        self.to_bits()
    }

    fn from_cell(cell: u64) -> Self {
        Self::from_bits(cell)
    }
}

/// Integer nanoseconds; longer than 584 years is that long.
impl Value for Duration {
    const NUMBER: Number = Number::Nanoseconds;

    #[inline]
    fn to_cell(self) -> u64 {
        const PER_SECOND: u64 = 1_000_000_000;
        // Without 128-bit numbers, which the compiler cannot tell to be small.
        if self.as_secs() < u64::MAX / PER_SECOND {
            self.as_secs() * PER_SECOND + u64::from(self.subsec_nanos())
        } else {
            u64::try_from(self.as_nanos()).unwrap_or(u64::MAX)
        }
    }

    fn from_cell(cell: u64) -> Self {
        Self::from_nanos(cell)
    }
}

use sealed::Sealed;

mod sealed {
    use super::Duration;

    pub trait Sealed {}

    impl Sealed for u64 {}
    impl Sealed for i64 {}
    impl Sealed for f64 {}
    impl Sealed for Duration {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comes_back<V: Value + PartialEq>(value: V, cell: u64) {
        assert_eq!(value.to_cell(), cell, "{value:?}");
        assert!(V::from_cell(cell) == value, "{value:?}");
    }

    #[test]
    fn a_number_comes_back() {
        comes_back(0_u64, 0);
        comes_back(u64::MAX, u64::MAX);
        comes_back(-2_i64, u64::MAX - 1);
        comes_back(i64::MAX, u64::MAX / 2);
        comes_back(-2.5_f64, 0xC004_0000_0000_0000);
        comes_back(Duration::from_millis(1500), 1_500_000_000);
        comes_back(Duration::from_nanos(u64::MAX), u64::MAX);
    }

    #[test]
    fn what_is_longer_than_fits_is_as_long_as_fits() {
        let longest = Duration::from_nanos(u64::MAX);
        for more in [Duration::from_nanos(1), Duration::from_millis(999), Duration::from_secs(1)] {
            assert_eq!((longest + more).to_cell(), u64::MAX);
        }
        assert_eq!(Duration::MAX.to_cell(), u64::MAX);
        for less in [1, 1_000_000_000] {
            comes_back(Duration::from_nanos(u64::MAX - less), u64::MAX - less);
        }
    }
}
