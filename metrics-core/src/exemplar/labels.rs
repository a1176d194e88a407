//! The labels of an exemplar.

use std::fmt::{self, Write};
use std::str;

/// The labels of an exemplar: names that the program knows, and short values.
///
/// ```
/// use metrics_core::ExemplarLabels;
///
/// let labels = ExemplarLabels::from([("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736")]);
/// assert_eq!(labels.iter().next(), Some(("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736")));
/// ```
///
/// # Limits
///
/// Names and values together have at most 128 characters (`OpenMetrics` 1.0, "Exemplars"). With more of them, with a name
/// that no label can have, with one name twice, or with a NUL (for which Prometheus refuses the whole scrape), the labels
/// are not [valid](Self::is_valid), and an exemplar with such labels is dropped. The observation that it belongs to never is. A label without a value is left out.
///
/// # Cost
///
/// Some 530 bytes wherever it is; nothing is allocated.
#[derive(Clone)]
pub struct ExemplarLabels {
    /// For each label, name, [`AFTER_NAME`], value, [`AFTER_VALUE`].
    text: [u8; MAX_BYTES],
    len: usize,
    characters: usize,
    refused: bool,
}

/// The characters that names and values may have together.
const MAX_CHARACTERS: usize = 128;
/// Enough for that many characters: each takes at most four bytes, and the one byte of a name's first character leaves
/// room for the two marks.
pub(super) const MAX_BYTES: usize = 4 * MAX_CHARACTERS;

// Bytes that UTF-8 does not have.
const AFTER_NAME: u8 = 0xFF;
const AFTER_VALUE: u8 = 0xFE;

impl ExemplarLabels {
    /// No labels yet.
    pub const fn new() -> Self {
        Self { text: [0; MAX_BYTES], len: 0, characters: 0, refused: false }
    }

    /// The labels `trace_id` and `span_id`, in hexadecimal digits as W3C Trace Context writes them.
    pub fn of_span(trace_id: u128, span_id: u64) -> Self {
        let mut labels = Self::new();
        labels.push_value("trace_id", format_args!("{trace_id:032x}"));
        labels.push_value("span_id", format_args!("{span_id:016x}"));
        labels
    }

    /// Adds a label.
    pub fn push(&mut self, name: &'static str, value: &str) {
        if !value.is_empty() {
            self.push_value(name, format_args!("{value}"));
        }
    }

    /// The names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let labels = self.text[..self.len].split(|&byte| byte == AFTER_VALUE);
        labels.filter_map(|label| {
            let mut parts = label.splitn(2, |&byte| byte == AFTER_NAME);
            Some((str::from_utf8(parts.next()?).ok()?, str::from_utf8(parts.next()?).ok()?))
        })
    }

    /// Whether an exemplar can have these labels: see the [limits](Self#limits).
    pub fn is_valid(&self) -> bool {
        !self.refused
    }

    /// What the labels are kept as.
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.text[..self.len]
    }

    /// The labels that were [kept](Self::as_bytes) so.
    pub(super) fn from_bytes(bytes: &[u8]) -> Self {
        let mut labels = Self::new();
        labels.len = bytes.len().min(MAX_BYTES);
        labels.text[..labels.len].copy_from_slice(&bytes[..labels.len]);
        let characters = labels.iter().map(|(name, value)| name.len() + value.chars().count());
        labels.characters = characters.sum();
        labels
    }

    fn push_value(&mut self, name: &'static str, value: fmt::Arguments<'_>) {
        let is_new = is_name(name) && self.iter().all(|(earlier, _)| earlier != name);
        let written = is_new && {
            let mut text = Text(self);
            let name = text.write_str(name).and_then(|()| text.mark(AFTER_NAME));
            name.and_then(|()| text.write_fmt(value)).and_then(|()| text.mark(AFTER_VALUE)).is_ok()
        };
        self.refused |= !written;
    }
}

/// Takes text as long as there is room for it.
struct Text<'a>(&'a mut ExemplarLabels);

impl Text<'_> {
    fn mark(&mut self, mark: u8) -> fmt::Result {
        *self.0.text.get_mut(self.0.len).ok_or(fmt::Error)? = mark;
        self.0.len += 1;
        Ok(())
    }
}

impl Write for Text<'_> {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        let (begin, end) = (self.0.len, self.0.len + part.len());
        self.0.characters += part.chars().count();
        // Prometheus 2 and 3 refuse a whole scrape for one exemplar with a NUL.
        if self.0.characters > MAX_CHARACTERS || part.contains('\0') {
            return Err(fmt::Error);
        }
        self.0.text.get_mut(begin..end).ok_or(fmt::Error)?.copy_from_slice(part.as_bytes());
        self.0.len = end;
        Ok(())
    }
}

/// Whether any label can have this name; another one than a metric's label may be in capitals, as in `traceID`.
fn is_name(name: &str) -> bool {
    let begins = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let goes_on = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    begins && goes_on && !name.starts_with("__")
}

impl Default for ExemplarLabels {
    fn default() -> Self {
        Self::new()
    }
}

impl<const N: usize> From<[(&'static str, &str); N]> for ExemplarLabels {
    fn from(pairs: [(&'static str, &str); N]) -> Self {
        let mut labels = Self::new();
        for (name, value) in pairs {
            labels.push(name, value);
        }
        labels
    }
}

impl PartialEq for ExemplarLabels {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter()) && self.refused == other.refused
    }
}

impl fmt::Debug for ExemplarLabels {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{ExemplarLabels, MAX_BYTES};

    #[test]
    fn a_span_is_written_as_w3c_does() {
        let labels = ExemplarLabels::of_span(0xab, 1);
        let expected = [("trace_id", "000000000000000000000000000000ab"), ("span_id", "0000000000000001")];
        assert!(labels.iter().eq(expected));
        assert!(labels.is_valid());
    }

    #[test]
    fn the_limit_is_in_characters_not_in_bytes() {
        // Four bytes each, and with the name exactly 128 of them.
        let longest = "\u{1F980}".repeat(127);
        let labels = ExemplarLabels::from([("n", longest.as_str())]);
        assert!(labels.is_valid());
        assert!(labels.iter().eq([("n", longest.as_str())]));
        assert!(labels.len <= MAX_BYTES);
        assert!(!ExemplarLabels::from([("nn", longest.as_str())]).is_valid());
        assert!(!ExemplarLabels::from([("n", longest.as_str()), ("m", "x")]).is_valid());
    }

    #[test]
    fn the_names_count_as_well() {
        assert!(ExemplarLabels::from([("ab", "x".repeat(126).as_str())]).is_valid());
        assert!(!ExemplarLabels::from([("abc", "x".repeat(126).as_str())]).is_valid());
    }

    #[test]
    fn the_greatest_number_of_labels_has_room() {
        let mut labels = ExemplarLabels::new();
        let alphabet = "abcdefghijklmnopqrstuvwxyz";
        let names: Vec<&'static str> = (0..26).map(|n| &alphabet[n..=n]).collect();
        for name in &names {
            labels.push(name, "\u{1F980}");
        }
        assert!(labels.is_valid());
        assert_eq!(labels.iter().count(), 26);
    }

    #[test]
    fn a_nul_is_refused() {
        assert!(!ExemplarLabels::from([("trace_id", "a\0b")]).is_valid());
    }

    #[test]
    fn odd_names_are_refused() {
        for name in ["", "1st", "trace-id", "__trace", "tr\u{e4}ce", "a b"] {
            assert!(!ExemplarLabels::from([(name, "x")]).is_valid(), "{name}");
        }
        assert!(ExemplarLabels::from([("traceID", "x"), ("_x", "y")]).is_valid());
        assert!(!ExemplarLabels::from([("a", "x"), ("a", "y")]).is_valid());
    }

    #[test]
    fn a_label_without_a_value_is_none() {
        let labels = ExemplarLabels::from([("a", "")]);
        assert!(labels.is_valid());
        assert_eq!(labels.iter().count(), 0);
    }

    #[test]
    fn values_are_kept_as_they_are() {
        let odd = "quote\" back\\slash new\nline \u{2028} \u{7f} =,{}";
        assert!(ExemplarLabels::from([("a", odd), ("b", odd)]).iter().eq([("a", odd), ("b", odd)]));
    }
}
