//! Strings in constants: what `str` cannot do there yet.

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

/// Whether `text` ends with `suffix`.
pub(crate) const fn ends_with(text: &str, suffix: &str) -> bool {
    text.len() >= suffix.len()
        && same_bytes(text.as_bytes().split_at(text.len() - suffix.len()).1, suffix.as_bytes())
}

/// Whether the words of `text`, which are joined by underscores, end with `word`. No text ends with no word.
pub(crate) const fn ends_with_word(text: &str, word: &str) -> bool {
    !word.is_empty()
        && ends_with(text, word)
        && (text.len() == word.len() || text.as_bytes()[text.len() - word.len() - 1] == b'_')
}

/// The last of the words that underscores join.
pub(crate) const fn last_word(name: &str) -> &str {
    let bytes = name.as_bytes();
    let mut from = bytes.len();
    while from > 0 && bytes[from - 1] != b'_' {
        from -= 1;
    }
    match from_utf8(bytes.split_at(from).1) {
        Ok(word) => word,
        Err(_) => "",
    }
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
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let fits = match bytes[at] {
            b'a'..=b'z' => true,
            b'0'..=b'9' => at > 0,
            b'_' => at > 0 && at + 1 < bytes.len() && bytes[at - 1] != b'_',
            _ => false,
        };
        if !fits {
            return false;
        }
        at += 1;
    }
    !bytes.is_empty()
}
