//! The items of an `Accept` header.

use std::iter;
use std::mem;

/// One item of an `Accept` header.
pub(super) struct MediaRange<'a> {
    pub(super) kind: &'a str,
    pub(super) subtype: &'a str,
    /// The weight, in thousandths.
    pub(super) quality: u16,
    /// The parameters as they were written.
    parameters: &'a str,
}

impl<'a> MediaRange<'a> {
    /// The items of one line. One to be passed over, such as the `*/*;q=2` of Prometheus 2.49.0, is left out.
    pub(super) fn list(line: &'a str) -> impl Iterator<Item = Self> {
        unquoted(line, ',').filter_map(Self::parse)
    }

    fn parse(item: &'a str) -> Option<Self> {
        let name = unquoted(item, ';').next()?;
        let (kind, subtype) = name.trim().split_once('/')?;
        let mut range = Self { kind, subtype, quality: MAX_QUALITY, parameters: &item[name.len()..] };
        if let Some(weight) = range.parameter("q") {
            range.quality = quality(weight)?;
        }
        Some(range)
    }

    /// The value of a parameter; if it is there more than once, the last.
    pub(super) fn parameter(&self, wanted: &str) -> Option<&'a str> {
        let parameters = unquoted(self.parameters, ';').map(|parameter| {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            (name.trim(), value.trim().trim_matches('"'))
        });
        let named = parameters.filter(|(name, _)| name.eq_ignore_ascii_case(wanted));
        named.map(|(_, value)| value).last()
    }
}

const MAX_QUALITY: u16 = 1000;

/// A weight in thousandths; `None` if it is not a number from 0 to 1. Java writes `q=.2`.
pub(super) fn quality(text: &str) -> Option<u16> {
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
