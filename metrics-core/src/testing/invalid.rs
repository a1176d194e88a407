//! What is wrong with an exposition.

use std::fmt;

/// Why a text is no exposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidExposition {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) rule: &'static str,
    pub(super) found: String,
}

impl InvalidExposition {
    /// The number of the line, from 1 on.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The character in the line, from 1 on.
    pub fn column(&self) -> usize {
        self.column
    }

    /// The rule that is broken.
    pub fn rule(&self) -> &str {
        self.rule
    }
}

impl fmt::Display for InvalidExposition {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "line {}, column {}: {}: {}", self.line, self.column, self.rule, self.found)
    }
}

impl std::error::Error for InvalidExposition {}
