//! Messages that are put together while the program is compiled.

use std::str::from_utf8;

use super::text::is_snake_case;

/// A text of limited length; what does not fit is cut off.
#[derive(Clone, Copy)]
pub(crate) struct Message {
    bytes: [u8; CAPACITY],
    len: usize,
}

const CAPACITY: usize = 640;
const DIGITS: &[u8; 10] = b"0123456789";

impl Message {
    pub(crate) const fn new() -> Self {
        Self { bytes: [0; CAPACITY], len: 0 }
    }

    /// Appends a text.
    pub(crate) const fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    /// Appends a part of a text.
    pub(crate) const fn bytes(mut self, bytes: &[u8]) -> Self {
        let mut at = 0;
        while at < bytes.len() && self.len < CAPACITY {
            self.bytes[self.len] = bytes[at];
            self.len += 1;
            at += 1;
        }
        self
    }

    /// Appends a text, as code.
    pub(crate) const fn code(self, text: &str) -> Self {
        self.text("`").text(text).text("`")
    }

    /// Appends a number.
    pub(crate) const fn number(mut self, number: usize) -> Self {
        if number >= 10 {
            self = self.number(number / 10);
        }
        let digit = number % 10;
        match from_utf8(DIGITS.split_at(digit).1.split_at(1).0) {
            Ok(digit) => self.text(digit),
            Err(_) => self,
        }
    }

    /// Appends a word, after an underscore if it is not the first; nothing for the empty word.
    pub(crate) const fn word(self, word: &str) -> Self {
        if word.is_empty() || self.len == 0 { self.text(word) } else { self.text("_").text(word) }
    }

    /// Appends a name as it should have been written: `requestCount-2` as `request_count_2`.
    pub(crate) const fn snake_case(mut self, name: &str) -> Self {
        let bytes = name.as_bytes();
        let mut at = 0;
        while at < bytes.len() && self.len + 1 < CAPACITY {
            let byte = bytes[at];
            let starts_word = byte.is_ascii_uppercase() && at > 0 && !bytes[at - 1].is_ascii_uppercase();
            let separates = !byte.is_ascii_alphanumeric();
            if (starts_word || separates) && self.len > 0 && self.bytes[self.len - 1] != b'_' {
                self.bytes[self.len] = b'_';
                self.len += 1;
            }
            if !separates {
                self.bytes[self.len] = byte.to_ascii_lowercase();
                self.len += 1;
            }
            at += 1;
        }
        self
    }

    /// Ends the compilation because `what` is named `name`, which is not `snake_case`.
    #[track_caller]
    pub(crate) const fn not_snake_case(name: &str, what: &str) -> ! {
        if name.is_empty() {
            Self::new().text(what).text(" cannot be named by an empty string: names are snake_case").rules();
        }
        let better = Self::new().snake_case(name).without_last_underscore();
        let message = Self::new().code(name).text(" cannot name ").text(what).text(": names are snake_case");
        if name.is_ascii() && is_snake_case(better.as_str()) {
            message.text(", write ").code(better.as_str()).fail();
        }
        message.rules()
    }

    #[track_caller]
    const fn rules(self) -> ! {
        self.text(", of a-z, 0-9 and single underscores, and begin with a letter").fail()
    }

    /// Ends the compilation because of a name that belongs to the server.
    #[track_caller]
    pub(super) const fn of_server(self) -> ! {
        let name = self;
        Self::new()
            .code(name.as_str())
            .text(
                " is what a server calls series of its own (`up`, `scrape_…`): choose another name or prefix",
            )
            .fail()
    }

    const fn without_last_underscore(mut self) -> Self {
        if self.len > 0 && self.bytes[self.len - 1] == b'_' {
            self.len -= 1;
        }
        self
    }

    pub(crate) const fn as_str(&self) -> &str {
        let bytes = self.bytes.split_at(self.len).0;
        match from_utf8(bytes) {
            Ok(text) => text,
            // Cut off in the middle of a character.
            Err(error) => match from_utf8(bytes.split_at(error.valid_up_to()).0) {
                Ok(text) => text,
                Err(_) => "",
            },
        }
    }

    /// Ends the compilation (or, at run time, panics) with this text.
    #[track_caller]
    pub(crate) const fn fail(&self) -> ! {
        panic!("{}", self.as_str())
    }
}
