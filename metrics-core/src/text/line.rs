//! A line's beginning: the name and the labels, changed from one series to the next.

use super::BoundEnd;
use super::ends::Ends;
use super::padded::Head;
use crate::registry::{Batch, wire_name};

/// The names of the samples of a series, and its labels.
///
/// Works like an odometer of which the last wheel is printed beforehand: where only the last label changes, which is most
/// of the time, nothing is written but the line itself. Besides that it is less to do, a processor waits for bytes that
/// were written one by one when they are read as a block right after.
#[derive(Default)]
pub(crate) struct Line {
    /// The name and the labels, up to the value of the last one if that is one that changes.
    text: Head,
    /// How much of that is the name.
    name: usize,
    /// What follows: the values of the last label, or none, each with the brace and the blank after the labels.
    ends: Ends,
    /// Which of them it is.
    end: usize,
    /// The labels but the last one.
    wheels: Vec<Wheel>,
    /// The first of these that has no value (yet): such a series does not exist.
    missing: Option<usize>,
    /// The same line with one more label, up to the quote before its value.
    to_bound: Head,
}

/// One label of the odometer.
struct Wheel {
    /// The length of the text before this label.
    before: usize,
    /// The current value.
    index: usize,
}

impl Line {
    /// Begins with the first label combination of a batch.
    pub(super) fn begin(&mut self, batch: &Batch<'_>, suffix: &str) {
        let constant = batch.labels().iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let Some((last, others)) = batch.schema().labels.split_last() else {
            return self.begin_with(batch.family().name(), suffix, constant);
        };
        self.write_name(batch.family().name(), suffix, constant);
        let before = self.text.text().len();
        self.wheels.extend(others.iter().map(|_| Wheel { before, index: 0 }));
        self.ends.list(last.values);
        self.write_from(0, batch);
    }

    /// Begins with labels that do not change.
    pub(super) fn begin_with<'a>(
        &mut self,
        name: &str,
        suffix: &str,
        labels: impl Iterator<Item = (&'a str, &'a str)>,
    ) {
        self.write_name(name, suffix, labels);
        let has_labels = self.text.text().len() > self.name;
        self.ends.only(if has_labels { b"} " } else { b" " });
    }

    /// Begins the text anew, with the labels that all series have.
    fn write_name<'a>(&mut self, name: &str, suffix: &str, labels: impl Iterator<Item = (&'a str, &'a str)>) {
        let Self { text, name: end_of_name, .. } = self;
        text.edit(|text| {
            text.clear();
            text.extend_from_slice(name.as_bytes());
            text.extend_from_slice(suffix.as_bytes());
            *end_of_name = text.len();
            for (name, value) in labels {
                push_name(text, name, text.len() == *end_of_name);
                push_value(text, value);
            }
        });
        self.end = 0;
        self.wheels.clear();
        self.missing = None;
    }

    /// Goes on to the next label combination of the batch.
    #[inline]
    pub(super) fn advance(&mut self, batch: &Batch<'_>) {
        self.end += 1;
        if self.end == self.ends.len() {
            self.turn(batch);
        }
    }

    fn turn(&mut self, batch: &Batch<'_>) {
        self.end = 0;
        let mut turned = self.wheels.len();
        for (wheel, label) in self.wheels.iter_mut().zip(batch.schema().labels).rev() {
            turned -= 1;
            wheel.index += 1;
            if wheel.index < label.values.len() {
                break;
            }
            wheel.index = 0;
        }
        self.write_from(turned, batch);
    }

    /// Whether each label has a value.
    #[inline]
    pub(super) fn exists(&self) -> bool {
        self.missing.is_none() && !self.ends.get(self.end).text().is_empty()
    }

    /// Appends everything up to the value.
    #[inline]
    pub(super) fn append_to(&self, out: &mut Vec<u8>) {
        self.text.append_to(out);
        self.ends.get(self.end).append_to(out);
    }

    /// Appends the whole line, with an integer.
    #[inline]
    pub(super) fn append_with(&self, out: &mut Vec<u8>, number: u64) {
        self.text.append_line(out, self.ends.get(self.end), number);
    }

    /// The same for another sample of the series.
    pub(super) fn append_other_to(&self, out: &mut Vec<u8>, name: &str, suffix: &str) {
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(suffix.as_bytes());
        out.extend_from_slice(&self.text.text()[self.name..]);
        self.ends.get(self.end).append_to(out);
    }

    /// Puts one more label after those of the series, in lines that are appended by [`append_bound_to`](Self::append_bound_to).
    pub(super) fn begin_bounds(&mut self, label: &str) {
        let end = self.ends.get(self.end).text();
        let (value, separator): (_, &[u8]) = match end.strip_suffix(b"} ") {
            Some(value) => (value, b","),
            None => (&[], b"{"),
        };
        self.to_bound.set(&[self.text.text(), value, separator, label.as_bytes(), b"=\""]);
    }

    /// Appends everything up to the value, where one more label has a value that brings along what follows it.
    #[inline]
    pub(super) fn append_bound_to(&self, out: &mut Vec<u8>, end: &BoundEnd) {
        self.to_bound.append_to(out);
        end.append_to(out);
    }

    /// Appends the whole line, with one more label and an integer.
    #[inline]
    pub(super) fn append_bound_with(&self, out: &mut Vec<u8>, end: &BoundEnd, number: u64) {
        self.to_bound.append_line(out, end.as_end(), number);
    }

    /// Writes the labels from this one on, and the name of the last one.
    fn write_from(&mut self, first: usize, batch: &Batch<'_>) {
        let (schema, family) = (batch.schema(), batch.family().name());
        let Self { text, name: end_of_name, wheels, missing, .. } = self;
        *missing = missing.filter(|&missing| missing < first);
        text.edit(|text| {
            if let Some(wheel) = wheels.get(first) {
                text.truncate(wheel.before);
            }
            for (place, label) in schema.labels.iter().enumerate().skip(first) {
                let before = text.len();
                push_name(text, wire_name(family, schema.kind, label), before == *end_of_name);
                // The last label has none.
                let Some(wheel) = wheels.get_mut(place) else { break };
                wheel.before = before;
                match label.values.get(wheel.index) {
                    Some(value) => push_value(text, value),
                    None => *missing = missing.or(Some(place)),
                }
            }
        });
    }
}

fn push_name(text: &mut Vec<u8>, name: &str, is_first: bool) {
    text.push(if is_first { b'{' } else { b',' });
    text.extend_from_slice(name.as_bytes());
    text.extend_from_slice(b"=\"");
}

/// The value of a label, and the quote after it.
#[inline]
pub(super) fn push_value(text: &mut Vec<u8>, value: &str) {
    escape(text, value, true);
    text.push(b'"');
}

/// Appends a text with the escapes that the formats know, which are these and no others.
#[inline]
pub(super) fn escape(out: &mut Vec<u8>, text: &str, quotes: bool) {
    // Without a way out of the loop, it looks at many bytes at once.
    let is_special = |byte| matches!(byte, b'\\' | b'\n' | b'"');
    if text.bytes().fold(false, |found, byte| found | is_special(byte)) {
        escape_each(out, text, quotes);
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}

#[cold]
fn escape_each(out: &mut Vec<u8>, text: &str, quotes: bool) {
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped: &[u8] = match byte {
            b'\\' => b"\\\\",
            b'\n' => b"\\n",
            b'"' if quotes => b"\\\"",
            _ => continue,
        };
        out.extend_from_slice(&text.as_bytes()[plain..at]);
        out.extend_from_slice(escaped);
        plain = at + 1;
    }
    out.extend_from_slice(&text.as_bytes()[plain..]);
}
