//! A place in a line.

use super::invalid::InvalidExposition;

/// A line, and how far it has been read.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    line: &'a str,
    /// In bytes.
    at: usize,
    number: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(line: &'a str, number: usize) -> Self {
        Self { line, at: 0, number }
    }

    /// The number of the line.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> &'a str {
        &self.line[self.at..]
    }

    /// Goes on after `text`, if that comes next.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let is_next = self.rest().starts_with(text);
        self.at += if is_next { text.len() } else { 0 };
        is_next
    }

    /// Goes on after the characters that are wanted, and gives them.
    pub(super) fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let len = rest.find(|character| !wanted(character)).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    /// The next character.
    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.rest().chars().next();
        self.at += next.map_or(0, char::len_utf8);
        next
    }

    pub(super) fn at_end(mut self) -> Self {
        self.at = self.line.len();
        self
    }

    /// Goes on after `text`, which has to come next.
    pub(super) fn expect(&mut self, text: &str, rule: &'static str) -> Result<(), InvalidExposition> {
        if self.take(text) { Ok(()) } else { Err(self.error(rule, self.found())) }
    }

    /// What comes next, in words.
    pub(super) fn found(&self) -> String {
        match self.rest().chars().next() {
            Some(character) => format!("found {character:?}"),
            None => "the line ends".to_owned(),
        }
    }

    pub(super) fn error(&self, rule: &'static str, found: impl Into<String>) -> InvalidExposition {
        let column = self.line[..self.at].chars().count() + 1;
        InvalidExposition { line: self.number, column, rule, found: found.into() }
    }
}
