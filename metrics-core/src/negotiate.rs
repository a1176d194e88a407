//! Which format a client gets: the `Accept` header as RFC 9110 defines it and as Prometheus sends it.
//!
//! A format is worth the weight of the most specific media range that matches it, and the format that is worth most
//! is sent. A range that is malformed, or that asks for a version we do not speak, is passed over. Nothing is refused:
//! whoever accepts none of the formats gets the text format, because that is what everything can read.

use std::cmp::Reverse;
use std::iter;
use std::mem;

/// A format in which a registry can be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// The Prometheus text format, version 0.0.4.
    #[default]
    Text,
    /// The text format of `OpenMetrics`, version 1.0.0.
    OpenMetrics,
}

impl Format {
    const ALL: [Self; 2] = [Self::Text, Self::OpenMetrics];

    /// The value of the `Content-Type` header.
    ///
    /// Prometheus 3 refuses a scrape whose content type it does not know.
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain; version=0.0.4; charset=utf-8",
            Self::OpenMetrics => {
                "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores"
            }
        }
    }

    /// The format for a client that sent these `Accept` headers: each line of them, or none.
    ///
    /// [`OpenMetrics`](Self::OpenMetrics) goes to those who name it and do not want the text format more.
    ///
    /// ```
    /// use metrics_core::Format;
    ///
    /// let prometheus = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";
    /// assert_eq!(Format::negotiate([prometheus]), Format::OpenMetrics);
    /// assert_eq!(Format::negotiate(["*/*"]), Format::Text);
    /// assert_eq!(Format::negotiate([]), Format::Text);
    /// ```
    #[must_use]
    pub fn negotiate<'a>(accept: impl IntoIterator<Item = &'a str>) -> Self {
        let ranges: Vec<MediaRange<'_>> =
            accept.into_iter().flat_map(|line| unquoted(line, ',')).filter_map(MediaRange::parse).collect();
        Self::ALL
            .into_iter()
            .filter_map(|format| Some((format, Match::best(format, &ranges)?)))
            .filter(|(_, found)| found.quality > 0)
            .max_by_key(|(format, found)| found.rank(*format))
            .map_or(Self::Text, |(format, _)| format)
    }

    const fn media_type(self) -> (&'static str, &'static str) {
        match self {
            Self::Text => ("text", "plain"),
            Self::OpenMetrics => ("application", "openmetrics-text"),
        }
    }

    const fn version(self) -> &'static str {
        match self {
            Self::Text => "0.0.4",
            Self::OpenMetrics => "1.0.0",
        }
    }
}

/// One item of an `Accept` header.
struct MediaRange<'a> {
    kind: &'a str,
    subtype: &'a str,
    version: Option<&'a str>,
    quality: u16,
}

impl<'a> MediaRange<'a> {
    /// `None` for an item to be passed over, such as the `*/*;q=2` of Prometheus 2.49.0.
    fn parse(item: &'a str) -> Option<Self> {
        let mut parts = unquoted(item, ';').map(str::trim);
        let (kind, subtype) = parts.next()?.split_once('/')?;
        let mut range = Self { kind, subtype, version: None, quality: MAX_QUALITY };
        for parameter in parts {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let value = value.trim().trim_matches('"');
            match name.trim() {
                name if name.eq_ignore_ascii_case("q") => range.quality = quality(value)?,
                name if name.eq_ignore_ascii_case("version") => range.version = Some(value),
                _ => {}
            }
        }
        Some(range)
    }

    /// How exactly the range names `format`; `None` if it names something else.
    fn precision(&self, format: Format) -> Option<Precision> {
        let (kind, subtype) = format.media_type();
        match (self.kind, self.subtype) {
            ("*", "*") => Some(Precision::Any),
            (this, "*") if this.eq_ignore_ascii_case(kind) => Some(Precision::Kind),
            (this, that) if this.eq_ignore_ascii_case(kind) && that.eq_ignore_ascii_case(subtype) => {
                match self.version {
                    None => Some(Precision::Name),
                    Some(version) => (version == format.version()).then_some(Precision::Version),
                }
            }
            _ => None,
        }
    }
}

/// How exactly a media range names a format, the vaguest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Precision {
    Any,
    Kind,
    Name,
    Version,
}

/// What one media range says of one format. Of several, the greatest counts: its fields are in the order of weight.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    precision: Precision,
    quality: u16,
    position: Reverse<usize>,
}

impl Match {
    fn best(format: Format, ranges: &[MediaRange<'_>]) -> Option<Self> {
        let matches = ranges.iter().enumerate().filter_map(|(position, range)| {
            let precision = range.precision(format)?;
            Some(Self { precision, quality: range.quality, position: Reverse(position) })
        });
        matches.max()
    }

    /// What decides between the formats: the wish of the client, then how it was put, then what came first.
    ///
    /// A wildcard means the text format, and others only where that one is ruled out.
    fn rank(&self, format: Format) -> (bool, u16, bool, Reverse<usize>) {
        let named = self.precision >= Precision::Name;
        (named || format == Format::Text, self.quality, named, self.position)
    }
}

const MAX_QUALITY: u16 = 1000;

/// A weight in thousandths; `None` if it is not a number from 0 to 1. Java writes `q=.2`.
fn quality(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let digits = fraction.bytes().chain(iter::repeat(b'0')).take(3);
    let thousandths = digits.fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0'));
    match whole {
        "0" => Some(thousandths),
        "" if !fraction.is_empty() => Some(thousandths),
        "1" if thousandths == 0 => Some(MAX_QUALITY),
        _ => None,
    }
}

/// The parts of `text` between separators, where a quoted string is one piece whatever it contains.
fn unquoted(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let mut escaped = false;
    text.split(move |this: char| {
        match this {
            _ if mem::take(&mut escaped) => {}
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => return this == separator && !quoted,
        }
        false
    })
}

#[cfg(test)]
mod tests;
