//! The name of a metric, put together from what the field, its unit and its type contribute.

use std::fmt;

use super::Kind;
use crate::check::text::{ends_with_word, without_suffix};
use crate::check::unit::unit_at_end;

/// A family name in two parts, so that it is constant data and still needs no buffer.
///
/// The suffix `_total` of a counter is no part of it: the formats disagree on where it belongs.
#[derive(Clone, Copy, Debug)]
pub struct MetricName {
    /// The name as the field says it, a counter's `_total` taken off.
    pub(crate) base: &'static str,
    /// The unit to be appended, or empty: because there is none, or the base ends with it already.
    pub(crate) unit_suffix: &'static str,
    /// The unit, appended or not; also one that only the name says.
    pub(crate) unit: &'static str,
    /// The name as it was written.
    pub(crate) written: &'static str,
}

impl MetricName {
    pub(crate) const fn new(written: &'static str, unit: &'static str, kind: Kind) -> Self {
        let base = match kind {
            Kind::Counter => without_suffix(written, "_total"),
            Kind::Info => without_suffix(written, "_info"),
            _ => written,
        };
        let (unit, unit_suffix) = match unit.as_bytes() {
            [] => (unit_at_end(base), ""),
            _ if ends_with_word(base, unit) => (unit, ""),
            _ => (unit, unit),
        };
        Self { base, unit_suffix, unit, written }
    }

    /// The base unit, or the empty string.
    pub const fn unit(&self) -> &'static str {
        self.unit
    }
}

impl fmt::Display for MetricName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.base)?;
        if !self.unit_suffix.is_empty() {
            out.write_str("_")?;
            out.write_str(self.unit_suffix)?;
        }
        Ok(())
    }
}
