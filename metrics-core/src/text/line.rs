//! A line's beginning: the name and the labels, changed in place from one series to the next.

use crate::registry::{Batch, wire_name};

/// The beginning of a line, up to and without the brace that closes the labels.
///
/// Works like an odometer: where only the last label changes, only that is written anew.
#[derive(Default)]
pub(crate) struct Line {
    text: Vec<u8>,
    /// Where the labels begin, the opening brace included.
    labels: usize,
    wheels: Vec<Wheel>,
    /// The first label that has no value (yet): such a series does not exist.
    missing: Option<usize>,
    /// Working space for [`text_to_bound`](Self::text_to_bound).
    to_bound: Vec<u8>,
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
        self.begin_with(batch.family().name(), suffix, constant);
        self.wheels.clear();
        self.wheels.extend(batch.schema().labels.iter().map(|_| Wheel { before: 0, index: 0 }));
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
        self.text.clear();
        self.text.extend_from_slice(name.as_bytes());
        self.text.extend_from_slice(suffix.as_bytes());
        self.labels = self.text.len();
        for (name, value) in labels {
            self.push(name, value);
        }
    }

    /// Goes on to the next label combination of the batch.
    pub(super) fn advance(&mut self, batch: &Batch<'_>) {
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

    /// The name, the opening brace and the labels.
    pub(super) fn text(&self) -> &[u8] {
        &self.text
    }

    /// The opening brace and the labels.
    pub(super) fn labels(&self) -> &[u8] {
        &self.text[self.labels..]
    }

    /// What stands between the labels and the value.
    pub(super) fn end(&self) -> &'static [u8] {
        if self.labels().is_empty() { b" " } else { b"} " }
    }

    /// The name, the labels, and `le="` or `quantile="`: what all buckets or quantiles of a series begin with.
    pub(super) fn text_to_bound(&mut self, label: &str) -> &[u8] {
        let separator = if self.labels().is_empty() { b'{' } else { b',' };
        self.to_bound.clear();
        self.to_bound.extend_from_slice(&self.text);
        self.to_bound.push(separator);
        self.to_bound.extend_from_slice(label.as_bytes());
        self.to_bound.extend_from_slice(b"=\"");
        &self.to_bound
    }

    /// Writes the labels from this one on.
    fn write_from(&mut self, first: usize, batch: &Batch<'_>) {
        if let Some(wheel) = self.wheels.get(first).filter(|wheel| wheel.before > 0) {
            self.text.truncate(wheel.before);
        }
        self.missing = self.missing.filter(|&missing| missing < first);
        let schema = batch.schema();
        for place in first..self.wheels.len() {
            self.wheels[place].before = self.text.len();
            let label = &schema.labels[place];
            match label.values.get(self.wheels[place].index) {
                Some(value) => self.push(wire_name(batch.family().name(), schema.kind, label), value),
                None => self.missing = self.missing.or(Some(place)),
            }
        }
    }

    fn push(&mut self, name: &str, value: &str) {
        self.text.push(if self.labels().is_empty() { b'{' } else { b',' });
        self.text.extend_from_slice(name.as_bytes());
        self.text.extend_from_slice(b"=\"");
        escape(&mut self.text, value, true);
        self.text.push(b'"');
    }
}

/// Appends a text with the escapes that the formats know, which are these and no others.
pub(super) fn escape(out: &mut Vec<u8>, text: &str, quotes: bool) {
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
