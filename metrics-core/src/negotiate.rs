//! Which format a client gets: the `Accept` header as RFC 9110 defines it and as Prometheus sends it.
//!
//! A format is worth the weight of the most specific media range that matches it, and the format that is worth most
//! is sent. A range that is malformed, or that asks for a version we do not speak, is passed over. Nothing is refused:
//! whoever accepts none of the formats gets the first one, which is to be the text format, because that is what
//! everything can read.

mod range;

use std::cmp::Reverse;

use range::MediaRange;

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

/// A media type that a server can send.
#[derive(Clone, Copy, Debug)]
pub struct Offer {
    /// The first half of its name, such as `text`.
    pub kind: &'static str,
    /// The second half of its name, such as `plain`.
    pub subtype: &'static str,
    /// Its parameters. A range that says something else for one of them means another format.
    pub parameters: &'static [(&'static str, &'static str)],
    /// Whether it is sent only to those who name it with all these parameters.
    pub only_exactly: bool,
}

/// What is sent to a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Choice {
    /// The position of the format among those that were offered.
    pub offer: usize,
    /// How the client wants names escaped that a format has no place for, if it says so.
    pub escaping: Option<Escaping>,
}

/// How names are escaped that are not legal everywhere. Ours are, so this changes nothing but what the answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Escaping {
    /// Not at all: names are UTF-8.
    AllowUtf8,
    /// Each illegal character becomes an underscore.
    Underscores,
    /// A dot becomes `_dot_`.
    Dots,
    /// Names begin with `U__` and have code points in hexadecimal.
    Values,
}

impl Format {
    /// The formats, as [`choose`] takes them, in this order.
    pub const OFFERS: [Offer; 2] = [Self::Text.offer(), Self::OpenMetrics.offer()];
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
        Self::ALL[choose(&Self::OFFERS, accept).offer]
    }

    const fn offer(self) -> Offer {
        let (kind, subtype, parameters): (_, _, &[_]) = match self {
            Self::Text => ("text", "plain", &[("version", "0.0.4")]),
            Self::OpenMetrics => ("application", "openmetrics-text", &[("version", "1.0.0")]),
        };
        Offer { kind, subtype, parameters, only_exactly: false }
    }
}

impl Escaping {
    /// As it is written in a media type.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AllowUtf8 => "allow-utf-8",
            Self::Underscores => "underscores",
            Self::Dots => "dots",
            Self::Values => "values",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        let all = [Self::AllowUtf8, Self::Underscores, Self::Dots, Self::Values];
        all.into_iter().find(|escaping| escaping.name().eq_ignore_ascii_case(name))
    }
}

/// The format for a client that sent these `Accept` headers: each line of them, or none.
///
/// A wildcard means the first offer, and so does a client that accepts none of them; others go to those who name them.
///
/// ```
/// use metrics_core::Format;
/// use metrics_core::negotiate::{Escaping, choose};
///
/// let chosen = choose(&Format::OFFERS, ["application/openmetrics-text;version=1.0.0;escaping=allow-utf-8"]);
/// assert_eq!((chosen.offer, chosen.escaping), (1, Some(Escaping::AllowUtf8)));
/// ```
#[must_use]
pub fn choose<'a>(offers: &[Offer], accept: impl IntoIterator<Item = &'a str>) -> Choice {
    let ranges: Vec<MediaRange<'_>> = accept.into_iter().flat_map(MediaRange::list).collect();
    let matches =
        offers.iter().enumerate().filter_map(|(at, offer)| Some((at, Match::best(offer, &ranges)?)));
    let best = matches.filter(|(_, found)| found.quality > 0).max_by_key(|(at, found)| found.rank(*at));
    best.map_or(Choice { offer: 0, escaping: None }, |(offer, found)| {
        let Reverse(position) = found.position;
        Choice { offer, escaping: ranges[position].parameter("escaping").and_then(Escaping::parse) }
    })
}

/// How exactly a media range names a format, the vaguest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Precision {
    Any,
    Kind,
    Name,
    Parameters,
}

impl Precision {
    /// `None` if the range names something else.
    fn of(range: &MediaRange<'_>, offer: &Offer) -> Option<Self> {
        let is_kind = range.kind.eq_ignore_ascii_case(offer.kind);
        match (range.kind, range.subtype) {
            _ if offer.only_exactly && !Self::has_all(range, offer) => None,
            ("*", "*") => Some(Self::Any),
            (_, "*") if is_kind => Some(Self::Kind),
            (_, name) if is_kind && name.eq_ignore_ascii_case(offer.subtype) => {
                let given = |name: &str| range.parameter(name);
                let mut said = offer.parameters.iter().filter_map(|(name, own)| Some((given(name)?, own)));
                let says_some = said.clone().next().is_some();
                let agrees = said.all(|(given, own)| given.eq_ignore_ascii_case(own));
                agrees.then_some(if says_some { Self::Parameters } else { Self::Name })
            }
            _ => None,
        }
    }

    fn has_all(range: &MediaRange<'_>, offer: &Offer) -> bool {
        offer.parameters.iter().all(|(name, _)| range.parameter(name).is_some())
    }
}

/// What one media range says of one format. Of several, the greatest counts: its fields are in the order of weight.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    precision: Precision,
    quality: u16,
    position: Reverse<usize>,
}

impl Match {
    fn best(offer: &Offer, ranges: &[MediaRange<'_>]) -> Option<Self> {
        let matches = ranges.iter().enumerate().filter_map(|(position, range)| {
            let precision = Precision::of(range, offer)?;
            Some(Self { precision, quality: range.quality, position: Reverse(position) })
        });
        matches.max()
    }

    /// What decides between the formats: the wish of the client, then how it was put, then what came first.
    ///
    /// A wildcard means the first format, and others only where that one is ruled out.
    fn rank(&self, offer: usize) -> (bool, u16, bool, Reverse<usize>) {
        let named = self.precision >= Precision::Name;
        (named || offer == 0, self.quality, named, self.position)
    }
}

#[cfg(test)]
mod tests;
