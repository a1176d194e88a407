//! What a field says about the exponential buckets of its histogram.

use crate::histogram::base;

/// How a native histogram counts: in exponential buckets, which need no list of bounds.
///
/// | key of `native(…)` | value | default |
/// |---|---|---|
/// | `schema` | from -4 to 8: each bucket ends at `2^(2^-schema)` times the bound before it | 3: 9 % wider each |
/// | `growth` | instead: the greatest factor between two bounds, such as 1.1 | |
/// | `max_buckets` | how many a series exposes, before the resolution is halved | 160 |
/// | `zero_threshold` | what is not farther from zero than this counts as zero, in the unit of the metric | 2^-128 |
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NativeSpec {
    /// The resolution, from [`COARSEST`](Self::COARSEST) to [`FINEST`](Self::FINEST).
    pub schema: i32,
    /// The number of buckets that a series may expose. More than that are merged in pairs.
    pub max_buckets: usize,
    /// What is not farther from zero counts as zero.
    pub zero_threshold: f64,
}

impl NativeSpec {
    /// The coarsest resolution there is: each bucket is 65,536 times as wide as the one before it.
    pub const COARSEST: i32 = -4;
    /// The finest resolution there is: 256 buckets between a number and its double.
    pub const FINEST: i32 = 8;
    /// What holds if nothing else is said.
    pub const DEFAULT: Self = Self {
        schema: 3,
        max_buckets: 160,
        zero_threshold: 1.0 / (1_u128 << 64) as f64 / (1_u128 << 64) as f64,
    };

    /// The coarsest schema whose buckets grow by `factor` at most; the finest if none does.
    pub const fn schema_for(factor: f64) -> i32 {
        let mut schema = Self::COARSEST;
        while schema < Self::FINEST && base(schema) > factor {
            schema += 1;
        }
        schema
    }

    /// The same, with a schema that there is: another one is refused by name, and must not be an error twice.
    pub(crate) const fn possible(self) -> Self {
        let schema = if self.schema < Self::COARSEST {
            Self::COARSEST
        } else if self.schema > Self::FINEST {
            Self::FINEST
        } else {
            self.schema
        };
        Self { schema, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_finds_its_schema() {
        let cases = [
            (1.1, 3),
            (1.09, 4),
            (2.0, 0),
            (1.99, 1),
            (4.0, -1),
            (65_536.0, -4),
            (1e9, -4),
            (1.0028, 8),
            (1.0001, 8),
        ];
        for (factor, schema) in cases {
            assert_eq!(NativeSpec::schema_for(factor), schema, "{factor}");
        }
        assert_eq!(NativeSpec::DEFAULT.zero_threshold, 2.938_735_877_055_719e-39);
    }
}
