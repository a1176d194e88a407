//! Names that must differ.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::at_both;

/// The names seen so far, and where each was written.
#[derive(Debug, Default)]
pub struct Distinct(HashMap<String, TokenStream>);

impl Distinct {
    /// Adds the name that `place` stands for.
    ///
    /// # Errors
    ///
    /// If it is taken: `message` at the second place, and a pointer at the first.
    pub fn add(&mut self, name: &str, place: &impl ToTokens, message: &str) -> syn::Result<()> {
        if let Some(first) = self.0.get(name) {
            return Err(at_both(place, message, first, &format!("`{name}` is first given here")));
        }
        self.0.insert(name.to_owned(), place.to_token_stream());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Distinct;
    use quote::format_ident;

    #[test]
    fn a_name_is_taken_once() {
        let mut names = Distinct::default();
        assert!(names.add("a", &format_ident!("A"), "two of `a`").is_ok());
        assert!(names.add("b", &format_ident!("B"), "two of `b`").is_ok());
        let error = names.add("a", &format_ident!("C"), "two of `a`").unwrap_err();
        let messages: Vec<_> = error.into_iter().map(|error| error.to_string()).collect();
        assert_eq!(messages, ["two of `a`", "`a` is first given here"]);
    }
}
