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
