//! The value of `slo = "200ms"`.

use syn::{Error, LitStr};

/// A duration that a call should not exceed.
pub(super) struct Objective {
    pub(super) seconds: f64,
}

/// The units, and how many of each a second has. The longer names first: `ms` ends with `s`.
const UNITS: [(&str, f64); 6] =
    [("ns", 1e9), ("us", 1e6), ("µs", 1e6), ("ms", 1e3), ("min", 1.0 / 60.0), ("s", 1.0)];

impl Objective {
    pub(super) fn of(written: &LitStr) -> syn::Result<Self> {
        let text = written.value();
        let read = UNITS.iter().find_map(|(unit, in_a_second)| {
            let number: f64 = text.strip_suffix(unit)?.trim().parse().ok()?;
            Some(number / in_a_second)
        });
        match read.filter(|seconds| seconds.is_finite() && *seconds > 0.0) {
            Some(seconds) => Ok(Self { seconds }),
            None => Err(Error::new_spanned(
                written,
                "expected a duration, such as \"200ms\", \"1.5s\" or \"2min\" (units: ns, us, ms, s, min)",
            )),
        }
    }
}
