//! Types, and the names that their samples have.

use super::exposition::ParsedFamily;
use crate::Format;

/// A type, in either format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Unknown,
    Untyped,
    Counter,
    Gauge,
    Histogram,
    GaugeHistogram,
    Summary,
    Info,
    StateSet,
}

/// How a sample belongs to a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Membership {
    None,
    With(&'static str),
}

const ALL: [(Kind, &str); 9] = [
    (Kind::Unknown, "unknown"),
    (Kind::Untyped, "untyped"),
    (Kind::Counter, "counter"),
    (Kind::Gauge, "gauge"),
    (Kind::Histogram, "histogram"),
    (Kind::GaugeHistogram, "gaugehistogram"),
    (Kind::Summary, "summary"),
    (Kind::Info, "info"),
    (Kind::StateSet, "stateset"),
];

impl Kind {
    /// The type of this name, if the format has it.
    pub(super) fn named(name: &str, format: Format) -> Option<Self> {
        let (kind, _) = ALL.into_iter().find(|(_, own)| *own == name)?;
        let is_of_text =
            matches!(kind, Self::Untyped | Self::Counter | Self::Gauge | Self::Histogram | Self::Summary);
        let is_known = if format == Format::OpenMetrics { kind != Self::Untyped } else { is_of_text };
        is_known.then_some(kind)
    }

    pub(super) fn name(self) -> &'static str {
        ALL.iter().find(|(kind, _)| *kind == self).map_or("unknown", |(_, name)| name)
    }
}

/// What the names of a family's samples end with.
pub(super) fn suffixes(kind: Kind, format: Format) -> &'static [&'static str] {
    let open_metrics = format == Format::OpenMetrics;
    match kind {
        Kind::Counter if open_metrics => &["_total", "_created"],
        Kind::Histogram if open_metrics => &["_bucket", "_count", "_sum", "_created"],
        Kind::Histogram => &["_bucket", "_count", "_sum"],
        Kind::GaugeHistogram => &["_bucket", "_gcount", "_gsum"],
        Kind::Summary if open_metrics => &["", "_count", "_sum", "_created"],
        Kind::Summary => &["", "_count", "_sum"],
        Kind::Info => &["_info"],
        _ => &[""],
    }
}

/// All names that no other family's samples may have: those of the samples, and the family's own.
pub(super) fn reserved(kind: Kind, format: Format) -> Vec<&'static str> {
    let suffixes = suffixes(kind, format).iter().copied();
    suffixes.filter(|suffix| !suffix.is_empty()).chain([""]).collect()
}

/// How a sample of this name belongs to a family.
pub(super) fn suffix(family: &ParsedFamily, sample: &str, format: Format) -> Membership {
    let rest = sample.strip_prefix(family.name.as_str());
    let suffix = rest.and_then(|rest| suffixes(family.kind, format).iter().find(|suffix| **suffix == rest));
    suffix.map_or(Membership::None, |suffix| Membership::With(suffix))
}
