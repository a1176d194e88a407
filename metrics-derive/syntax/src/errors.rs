//! All mistakes of one item, reported in one compile.

use quote::ToTokens;
use syn::Error;

/// Collects mistakes, so that the first one does not hide the others.
#[derive(Debug, Default)]
pub struct Errors(Option<Error>);

impl Errors {
    /// Adds a mistake.
    pub fn push(&mut self, error: Error) {
        match &mut self.0 {
            Some(first) => first.combine(error),
            none => *none = Some(error),
        }
    }

    /// The value, if there is one; otherwise the mistake is kept.
    pub fn keep<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    /// Whether there is no mistake yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Adds the mistakes of a part.
    pub fn append(&mut self, part: Self) {
        part.0.into_iter().for_each(|error| self.push(error));
    }

    /// `value`, if there was no mistake.
    ///
    /// # Errors
    ///
    /// All mistakes in one.
    pub fn finish<T>(self, value: T) -> syn::Result<T> {
        self.0.map_or(Ok(value), Err)
    }
}

/// A mistake that consists of two places which contradict each other.
pub fn at_both(second: impl ToTokens, message: &str, first: impl ToTokens, first_message: &str) -> Error {
    let mut error = Error::new_spanned(second, message);
    error.combine(Error::new_spanned(first, first_message));
    error
}

#[cfg(test)]
mod tests {
    use super::{Errors, at_both};
    use proc_macro2::Span;
    use quote::format_ident;

    fn mistake(message: &str) -> syn::Error {
        syn::Error::new(Span::call_site(), message)
    }

    fn messages(errors: Errors) -> Vec<String> {
        errors.finish(()).err().into_iter().flatten().map(|error| error.to_string()).collect()
    }

    #[test]
    fn without_mistakes_the_value_comes_back() {
        let mut errors = Errors::default();
        assert_eq!(errors.keep(Ok(1)), Some(1));
        assert!(errors.is_empty());
        assert_eq!(errors.finish(2).ok(), Some(2));
    }

    #[test]
    fn all_mistakes_are_kept_in_order() {
        let (mut errors, mut part) = (Errors::default(), Errors::default());
        errors.push(mistake("one"));
        assert_eq!(errors.keep(Err::<(), _>(mistake("two"))), None);
        part.push(mistake("three"));
        errors.append(part);
        assert!(!errors.is_empty());
        assert_eq!(messages(errors), ["one", "two", "three"]);
    }

    #[test]
    fn a_contradiction_shows_both_places() {
        let mut errors = Errors::default();
        errors.push(at_both(format_ident!("b"), "again", format_ident!("a"), "first here"));
        assert_eq!(messages(errors), ["again", "first here"]);
    }
}
