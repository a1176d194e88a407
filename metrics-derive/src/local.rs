//! Identifiers of generated code.

use proc_macro2::{Ident, Span};

/// A variable that the user's code can neither see nor be confused with.
pub(crate) fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// A field of the user, named by generated code: if it is deprecated, that is not the user's doing.
pub(crate) fn field(ident: &Ident) -> Ident {
    let mut ident = ident.clone();
    ident.set_span(Span::mixed_site().located_at(ident.span()));
    ident
}
