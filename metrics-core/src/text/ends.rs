//! What follows the text of a line that stays, for each of the lines.

use super::line::push_value;
use super::padded::{END, End, pad};
use crate::label::Values;

/// Ends of lines by number, the values of a label for instance.
#[derive(Default)]
pub(super) struct Ends {
    /// All of them, each padded to whole blocks.
    text: Vec<u8>,
    /// Where each begins in the text, and its length; that is 0 where there is none.
    places: Vec<(usize, usize)>,
    /// The label's values, if they are known to the compiler: a label that many metrics have is written once.
    listed: Option<&'static [&'static str]>,
}

impl Ends {
    /// One end, whatever the series.
    pub(super) fn only(&mut self, end: &[u8]) {
        self.clear();
        self.push(|text| text.extend_from_slice(end));
    }

    /// The values of a label, each with the quote, the brace and the blank after it.
    pub(super) fn list(&mut self, values: Values) {
        let fixed = match values {
            Values::Fixed(values) => Some(values),
            _ => None,
        };
        if fixed.zip(self.listed).is_some_and(|(values, listed)| std::ptr::eq(values, listed)) {
            return;
        }
        self.clear();
        for index in 0..values.len() {
            match values.get(index) {
                Some(value) => self.push(|text| {
                    push_value(text, value);
                    text.extend_from_slice(b"} ");
                }),
                None => self.places.push((0, 0)),
            }
        }
        self.listed = fixed;
    }

    /// How many there are, those without a text included.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The one with this number; its text is empty where there is none.
    #[inline]
    pub(super) fn get(&self, index: usize) -> End<'_> {
        let (begin, len) = self.places[index];
        End { padded: &self.text[begin..][..len.next_multiple_of(END)], len }
    }

    fn clear(&mut self) {
        self.text.clear();
        self.places.clear();
        self.listed = None;
    }

    fn push(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        let begin = self.text.len();
        write(&mut self.text);
        self.places.push((begin, self.text.len() - begin));
        pad::<END>(&mut self.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Label;
    use crate::label::Bounded;

    fn texts(ends: &Ends) -> Vec<String> {
        let copied = |index| {
            let mut out = Vec::new();
            ends.get(index).append_to(&mut out);
            assert_eq!(out, ends.get(index).text());
            String::from_utf8(out).unwrap()
        };
        (0..ends.len()).map(copied).collect()
    }

    #[test]
    fn values_are_listed_once_and_again_after_others() {
        const FEW: Values = Values::Fixed(&["a", "quote\"", "as long as one block and more"]);
        const OTHERS: Values = Values::Fixed(&["b"]);
        let mut ends = Ends::default();
        for _ in 0..2 {
            for _ in 0..2 {
                ends.list(FEW);
                assert_eq!(texts(&ends), ["a\"} ", "quote\\\"\"} ", "as long as one block and more\"} "]);
            }
            ends.list(OTHERS);
            assert_eq!(texts(&ends), ["b\"} "]);
            ends.list(FEW);
            ends.only(b"} ");
            assert_eq!(texts(&ends), ["} "]);
        }
    }

    #[test]
    fn values_that_appear_while_the_program_runs_are_seen() {
        #[derive(Clone, Copy, Label)]
        struct Tenant(Bounded<2>);

        let mut ends = Ends::default();
        ends.list(Tenant::VALUES);
        assert_eq!(texts(&ends), ["", "", "other\"} "]);
        let _ = Tenant::from("acme");
        ends.list(Tenant::VALUES);
        assert_eq!(texts(&ends), ["acme\"} ", "", "other\"} "]);
    }
}
