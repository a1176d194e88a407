//! Variables of generated code.

use proc_macro2::{Ident, Span};

/// A variable that the user's code can neither see nor be confused with.
pub(crate) fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
