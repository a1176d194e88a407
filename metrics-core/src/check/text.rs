//! Strings in constants: what `str` cannot do there yet.
//!
//! Each name of each metric comes through here, in a compiler that takes its time for a call more than for anything
//! else: so bytes are taken off by patterns, not by methods.

use std::str::from_utf8;

/// Whether two strings are the same.
pub(crate) const fn same(one: &str, other: &str) -> bool {
    same_bytes(one.as_bytes(), other.as_bytes())
}

const fn same_bytes(one: &[u8], other: &[u8]) -> bool {
    // The lengths first: each name is compared with some eighty words, and the compiler is a slow computer.
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len()
}

/// Whether `text` begins with `prefix`.
pub(crate) const fn starts_with(text: &str, prefix: &str) -> bool {
    text.len() >= prefix.len() && same_bytes(text.as_bytes().split_at(prefix.len()).0, prefix.as_bytes())
}

/// Whether `text` ends with `suffix`.
pub(crate) const fn ends_with(text: &str, suffix: &str) -> bool {
    let (mut text, mut suffix) = (text.as_bytes(), suffix.as_bytes());
    while let ([text_before @ .., one], [suffix_before @ .., other]) = (text, suffix) {
        if *one != *other {
            return false;
        }
        (text, suffix) = (text_before, suffix_before);
    }
    matches!(suffix, [])
}

/// Whether the words of `text`, which are joined by underscores, end with `word`. No text ends with no word.
pub(crate) const fn ends_with_word(text: &str, word: &str) -> bool {
    !word.is_empty()
        && ends_with(text, word)
        && (text.len() == word.len() || text.as_bytes()[text.len() - word.len() - 1] == b'_')
}

/// The last of the words that underscores join, to be compared with patterns.
pub(crate) const fn last_word(name: &str) -> &[u8] {
    let mut rest = name.as_bytes();
    let mut word = rest;
    while let [first, behind @ ..] = rest {
        if *first == b'_' {
            word = behind;
        }
        rest = behind;
    }
    word
}

/// `text` without `suffix`, unless nothing would be left.
pub(crate) const fn without_suffix(text: &'static str, suffix: &str) -> &'static str {
    if text.len() > suffix.len() && ends_with(text, suffix) {
        match from_utf8(text.as_bytes().split_at(text.len() - suffix.len()).0) {
            Ok(rest) => rest,
            Err(_) => text,
        }
    } else {
        text
    }
}

/// Whether `text` is lower-case words of letters and digits, joined by single underscores, the first a letter.
pub(crate) const fn is_snake_case(text: &str) -> bool {
    let mut rest = text.as_bytes();
    let mut before = 0;
    while let [byte, behind @ ..] = rest {
        let fits = match *byte {
            b'a'..=b'z' => true,
            b'0'..=b'9' => before != 0,
            b'_' => before != 0 && before != b'_' && !matches!(behind, []),
            _ => false,
        };
        if !fits {
            return false;
        }
        before = *byte;
        rest = behind;
    }
    before != 0
}
