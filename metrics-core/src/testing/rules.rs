//! What the samples of a family say together.

use std::collections::HashSet;

use super::cursor::Cursor;
use super::exposition::{ParsedFamily, ParsedSample};
use super::invalid::InvalidExposition;
use super::names::{Kind, Membership, suffix};
use super::number::{self, is_amount, is_count};
use crate::Format;
use crate::text::number::bound;

type Result = std::result::Result<(), InvalidExposition>;

/// Judges one sample, as one of this family.
pub(super) fn sample(
    line: &Cursor<'_>,
    family: &ParsedFamily,
    sample: &ParsedSample,
    format: Format,
) -> Result {
    let Membership::With(suffix) = suffix(family, &sample.name, format) else { return Ok(()) };
    special_label(line, family.kind, suffix, sample, format)?;
    exemplar(line, family.kind, suffix, sample)?;
    let rule = value_rule(family.kind, suffix, sample, format);
    let has_state = sample.label(&family.name).is_some();
    match rule {
        Some(rule) => Err(line.error(rule, format!("`{}`", sample.written))),
        None if family.kind == Kind::StateSet && !has_state => {
            Err(line.error("a state set has a label of its own name", "there is none"))
        }
        None => Ok(()),
    }
}

/// The rule that the value breaks.
fn value_rule(kind: Kind, suffix: &str, sample: &ParsedSample, format: Format) -> Option<&'static str> {
    let (value, open_metrics) = (sample.value, format == Format::OpenMetrics);
    let counts = matches!(suffix, "_bucket" | "_count" | "_gcount") && kind != Kind::Unknown;
    match kind {
        Kind::Info if value != 1.0 => Some("the value of an info metric is 1"),
        Kind::StateSet if value != 0.0 && value != 1.0 => Some("a state is 0 or 1"),
        _ if counts && !is_count(value) => Some("a count is a whole number"),
        Kind::Counter if !is_amount(value) => Some("a counter is a number from 0 on"),
        Kind::Histogram if open_metrics && suffix == "_sum" && !is_amount(value) => {
            Some("the sum of a histogram is a number from 0 on")
        }
        Kind::Summary if open_metrics && suffix == "_sum" && !is_amount(value) => {
            Some("a sum is a number from 0 on")
        }
        Kind::Summary if open_metrics && suffix.is_empty() && value < 0.0 => {
            Some("a quantile is not negative")
        }
        _ => None,
    }
}

/// `le` and `quantile`, where they belong and nowhere else.
fn special_label(
    line: &Cursor<'_>,
    kind: Kind,
    suffix: &str,
    sample: &ParsedSample,
    format: Format,
) -> Result {
    let is_bucket = suffix == "_bucket" && matches!(kind, Kind::Histogram | Kind::GaugeHistogram);
    let is_quantile = suffix.is_empty() && kind == Kind::Summary;
    let is_of_either = matches!(kind, Kind::Histogram | Kind::GaugeHistogram | Kind::Summary);
    for (name, belongs) in [("le", is_bucket), ("quantile", is_quantile)] {
        let label = sample.label(name);
        match label {
            None if belongs => {
                return Err(
                    line.error("a bucket has its bound, a quantile its rank", format!("`{name}` is missing"))
                );
            }
            Some(_) if !belongs && is_of_either => {
                return Err(
                    line.error("`le` is for buckets, `quantile` for summaries", format!("found `{name}`"))
                );
            }
            Some(text) if belongs => canonical(line, text, format)?,
            _ => {}
        }
    }
    Ok(())
}

/// A number that is a name: in another spelling, it would be another series.
fn canonical(line: &Cursor<'_>, text: &str, format: Format) -> Result {
    let rule = "bounds and ranks are numbers in their canonical form";
    match number::read(text) {
        Some(number) if format != Format::OpenMetrics || bound(number) == text => Ok(()),
        Some(number) => Err(line.error(rule, format!("`{text}`, for `{}`", bound(number)))),
        None => Err(line.error(rule, format!("`{text}`"))),
    }
}

fn exemplar(line: &Cursor<'_>, kind: Kind, suffix: &str, sample: &ParsedSample) -> Result {
    let Some(exemplar) = &sample.exemplar else { return Ok(()) };
    let may_have = matches!(
        (kind, suffix),
        (Kind::Counter, "_total") | (Kind::Histogram | Kind::GaugeHistogram, "_bucket")
    );
    let bound = sample.label("le").and_then(number::read);
    if !may_have {
        return Err(line.error("only counters and buckets have exemplars", "found one"));
    }
    if bound.is_some_and(|bound| exemplar.value > bound) {
        return Err(line.error("an exemplar lies in its bucket", format!("found {}", exemplar.value)));
    }
    Ok(())
}

/// Judges a family whose samples are all there.
pub(super) fn family(line: &Cursor<'_>, family: &ParsedFamily, format: Format) -> Result {
    unit(line, family)?;
    let own = match family.kind {
        Kind::Histogram | Kind::GaugeHistogram => "le",
        Kind::Summary => "quantile",
        Kind::StateSet => family.name.as_str(),
        _ => "",
    };
    let mut groups = HashSet::new();
    for samples in family.samples.chunk_by(|one, other| one.group(own) == other.group(own)) {
        let group = samples[0].group(own);
        if groups.contains(&group) {
            let message = format!("those of `{}` with {group:?} do not", family.name);
            return Err(line.error("all samples with the same labels stand together", message));
        }
        groups.insert(group);
        match family.kind {
            Kind::Histogram => histogram(line, family, samples, format)?,
            Kind::Summary => summary(line, family, samples)?,
            _ => {}
        }
    }
    Ok(())
}

fn unit(line: &Cursor<'_>, family: &ParsedFamily) -> Result {
    let Some(unit) = family.unit.as_deref().filter(|unit| !unit.is_empty()) else { return Ok(()) };
    let ends_with_it = family.name.strip_suffix(unit).is_some_and(|rest| rest.ends_with('_'));
    if !ends_with_it || matches!(family.kind, Kind::Info | Kind::StateSet) {
        return Err(line.error("a family's name ends with its unit", format!("`{}`, `{unit}`", family.name)));
    }
    Ok(())
}

/// One histogram: its buckets, its sum and its count.
fn histogram(line: &Cursor<'_>, family: &ParsedFamily, samples: &[ParsedSample], format: Format) -> Result {
    let of = |suffix: &str| {
        let name = format!("{}{suffix}", family.name);
        samples.iter().filter(move |sample| sample.name == name)
    };
    let bounds = |sample: &ParsedSample| (sample.label("le").and_then(number::read), sample.value);
    let buckets: Vec<_> = of("_bucket").map(bounds).collect();
    let (sum, count) = (of("_sum").next(), of("_count").next());
    let ascends = |pair: &[(Option<f64>, f64)]| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1;
    let broken = if buckets.last().is_none_or(|(bound, _)| *bound != Some(f64::INFINITY)) {
        "the last bucket of a histogram ends at +Inf"
    } else if !buckets.windows(2).all(ascends) {
        "the buckets of a histogram ascend, and so do their counts"
    } else if count.is_some_and(|count| buckets.last().is_some_and(|(_, last)| *last != count.value)) {
        "the count of a histogram is that of its last bucket"
    } else if sum.is_some() != count.is_some() || format == Format::Text && sum.is_none() {
        "a histogram has a sum and a count"
    } else if format == Format::OpenMetrics && sum.is_some() && buckets[0].0 < Some(0.0) {
        "a histogram with bounds below 0 has no sum"
    } else {
        return Ok(());
    };
    Err(line.error(broken, format!("`{}` with {:?}", family.name, samples[0].group("le"))))
}

fn summary(line: &Cursor<'_>, family: &ParsedFamily, samples: &[ParsedSample]) -> Result {
    let ranks = samples.iter().filter_map(|sample| sample.label("quantile").and_then(number::read));
    let ranks: Vec<f64> = ranks.collect();
    let broken = if !ranks.iter().all(|rank| (0.0..=1.0).contains(rank)) {
        "a quantile's rank is within 0 and 1"
    } else if !ranks.windows(2).all(|pair| pair[0] < pair[1]) {
        "quantiles ascend"
    } else {
        return Ok(());
    };
    Err(line.error(broken, format!("`{}` with {:?}", family.name, samples[0].group("quantile"))))
}
