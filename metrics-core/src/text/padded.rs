//! Texts that are copied often.

/// A text, followed by zeros up to whole blocks: copying blocks of a fixed size needs no call of `memcpy`, which for a
/// few dozen bytes takes longer than to copy them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Padded<const BLOCK: usize> {
    bytes: Vec<u8>,
    len: usize,
}

impl<const BLOCK: usize> Padded<BLOCK> {
    /// The text.
    pub(super) fn text(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// Changes the text.
    #[inline]
    pub(super) fn edit(&mut self, edit: impl FnOnce(&mut Vec<u8>)) {
        self.bytes.truncate(self.len);
        edit(&mut self.bytes);
        self.len = self.bytes.len();
        self.bytes.extend_from_slice(&[0; BLOCK]);
        self.bytes.truncate(self.len.next_multiple_of(BLOCK));
    }

    /// Sets the text to these parts.
    pub(super) fn set(&mut self, parts: &[&[u8]]) {
        self.edit(|text| {
            text.clear();
            for part in parts {
                text.extend_from_slice(part);
            }
        });
    }

    /// Appends the text to `out`.
    #[inline]
    pub(super) fn append_to(&self, out: &mut Vec<u8>) {
        let end = out.len() + self.len;
        for block in self.bytes.chunks_exact(BLOCK) {
            if let Some(block) = block.first_chunk::<BLOCK>() {
                out.extend_from_slice(block);
            }
        }
        out.truncate(end);
    }
}

impl<const BLOCK: usize> From<String> for Padded<BLOCK> {
    fn from(text: String) -> Self {
        let mut padded = Self::default();
        padded.set(&[text.as_bytes()]);
        padded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_length_is_copied_whole() {
        let mut out = b"before ".to_vec();
        for len in 0..100 {
            let text = "x".repeat(len);
            out.truncate(7);
            Padded::<32>::from(text.clone()).append_to(&mut out);
            assert_eq!(out, format!("before {text}").into_bytes());
        }
    }

    #[test]
    fn edits_see_the_text_only() {
        let mut padded = Padded::<32>::from("abc".to_owned());
        padded.edit(|text| text.push(b'd'));
        padded.edit(|text| text.truncate(2));
        assert_eq!(padded.text(), b"ab");
    }
}
