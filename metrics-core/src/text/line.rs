//! A line's beginning: the name and the labels, changed in place from one series to the next.

use super::BoundEnd;
use super::padded::Padded;
use crate::registry::{Batch, wire_name};

/// The names of the samples of a series, and its labels.
///
/// Works like an odometer: where only the last label changes, only its value is written anew.
#[derive(Default)]
pub(crate) struct Line {
    /// The name and the labels, with their braces and the blank after them.
    text: Padded<64>,
    /// How much of that is the name.
    name: usize,
    /// How much of it comes before the brace that closes the labels.
    open: usize,
    wheels: Vec<Wheel>,
    /// The first label that has no value (yet): such a series does not exist.
    missing: Option<usize>,
    /// The same, with one more label up to the quote before its value.
    to_bound: Padded<64>,
}

/// One label of the odometer.
struct Wheel {
    /// The length of the text before this label.
    before: usize,
    /// The same with its name, if that is written.
    to_value: Option<usize>,
    /// The current value.
    index: usize,
}

impl Line {
    /// Begins with the first label combination of a batch.
    pub(super) fn begin(&mut self, batch: &Batch<'_>, suffix: &str) {
        let constant = batch.labels().iter().map(|(name, value)| (name.as_str(), value.as_str()));
        self.begin_with(batch.family().name(), suffix, constant);
        self.wheels.clear();
        let before = self.open;
        self.wheels.extend(batch.schema().labels.iter().map(|_| Wheel { before, to_value: None, index: 0 }));
        self.missing = None;
        self.write_from(0, batch);
    }

    /// Begins with labels that do not change.
    pub(super) fn begin_with<'a>(
        &mut self,
        name: &str,
        suffix: &str,
        labels: impl Iterator<Item = (&'a str, &'a str)>,
    ) {
        let Self { text, name: end_of_name, open, .. } = self;
        text.edit(|text| {
            text.clear();
            text.extend_from_slice(name.as_bytes());
            text.extend_from_slice(suffix.as_bytes());
            *end_of_name = text.len();
            for (name, value) in labels {
                push_name(text, name, text.len() == *end_of_name);
                push_value(text, value);
            }
            *open = close(text, *end_of_name);
        });
    }

    /// Goes on to the next label combination of the batch.
    #[inline]
    pub(super) fn advance(&mut self, batch: &Batch<'_>) {
        if self.turn_last(batch).is_none() {
            self.turn(batch);
        }
    }

    /// Writes the next value of the last label, where that is all that changes.
    #[inline]
    fn turn_last(&mut self, batch: &Batch<'_>) -> Option<()> {
        let Self { text, open, wheels, missing: None, .. } = self else { return None };
        let (wheel, values) = (wheels.last_mut()?, batch.schema().labels.last()?.values);
        let (to_value, next) = (wheel.to_value?, wheel.index + 1);
        let value = if next < values.len() { values.get(next)? } else { return None };
        wheel.index = next;
        text.edit(|text| {
            text.truncate(to_value);
            push_value(text, value);
            *open = text.len();
            text.extend_from_slice(b"} ");
        });
        Some(())
    }

    fn turn(&mut self, batch: &Batch<'_>) {
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
    pub(super) fn exists(&self) -> bool {
        self.missing.is_none()
    }

    /// Appends everything up to the value.
    #[inline]
    pub(super) fn append_to(&self, out: &mut Vec<u8>) {
        self.text.append_to(out);
    }

    /// The same for another sample of the series.
    pub(super) fn append_other_to(&self, out: &mut Vec<u8>, name: &str, suffix: &str) {
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(suffix.as_bytes());
        out.extend_from_slice(&self.text.text()[self.name..]);
    }

    /// Puts one more label after those of the series, in lines that are appended by [`append_bound_to`](Self::append_bound_to).
    pub(super) fn begin_bounds(&mut self, label: &str) {
        let separator: &[u8] = if self.open == self.name { b"{" } else { b"," };
        self.to_bound.set(&[&self.text.text()[..self.open], separator, label.as_bytes(), b"=\""]);
    }

    /// Appends everything up to the value, where one more label has a value that brings along what follows it.
    #[inline]
    pub(super) fn append_bound_to(&self, out: &mut Vec<u8>, end: &BoundEnd) {
        self.to_bound.append_to(out);
        end.append_to(out);
    }

    /// Writes the labels from this one on.
    fn write_from(&mut self, first: usize, batch: &Batch<'_>) {
        self.missing = self.missing.filter(|&missing| missing < first);
        let (schema, family) = (batch.schema(), batch.family().name());
        let Self { text, name, open, wheels, missing, .. } = self;
        text.edit(|text| {
            text.truncate(*open);
            for (place, label) in schema.labels.iter().enumerate().skip(first) {
                let wheel = &mut wheels[place];
                match wheel.to_value.filter(|_| place == first) {
                    // What comes before the value has not changed.
                    Some(to_value) => text.truncate(to_value),
                    None => wheel.begin(text, *name, place == first, wire_name(family, schema.kind, label)),
                }
                if let Some(value) = label.values.get(wheel.index) {
                    push_value(text, value);
                } else {
                    text.truncate(wheel.before);
                    wheel.to_value = None;
                    *missing = missing.or(Some(place));
                }
            }
            *open = close(text, *name);
        });
    }
}

impl Wheel {
    /// Writes the name of the label, after what stays as it was.
    fn begin(&mut self, text: &mut Vec<u8>, end_of_name: usize, turned: bool, name: &str) {
        if turned {
            text.truncate(self.before);
        }
        self.before = text.len();
        push_name(text, name, text.len() == end_of_name);
        self.to_value = Some(text.len());
    }
}

fn push_name(text: &mut Vec<u8>, name: &str, is_first: bool) {
    text.push(if is_first { b'{' } else { b',' });
    text.extend_from_slice(name.as_bytes());
    text.extend_from_slice(b"=\"");
}

#[inline]
fn push_value(text: &mut Vec<u8>, value: &str) {
    escape(text, value, true);
    text.push(b'"');
}

/// Ends the labels, if there are any, and says where that is.
fn close(text: &mut Vec<u8>, end_of_name: usize) -> usize {
    let open = text.len();
    text.extend_from_slice(if open == end_of_name { b" " } else { b"} " });
    open
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
