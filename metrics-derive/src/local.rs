//! Identifiers of generated code.

use proc_macro2::{Ident, Span};

/// A variable that the user's code cannot see. The underscores are against constants of that name, which a pattern
/// would mean instead.
pub(crate) fn local(name: &str) -> Ident {
    Ident::new(&format!("__{name}"), Span::mixed_site())
}

/// A field of the user, named by generated code: if it is deprecated, that is not the user's doing.
pub(crate) fn field(ident: &Ident) -> Ident {
    let (name, span) = (ident.to_string(), Span::mixed_site().located_at(ident.span()));
    match name.strip_prefix("r#") {
        Some(name) => Ident::new_raw(name, span),
        // The generated code has an edition of its own, in which the name may be a keyword.
        None if LATER_KEYWORDS.contains(&&*name) => Ident::new_raw(&name, span),
        None => Ident::new(&name, span),
    }
}

/// Keywords that the first edition did not have.
const LATER_KEYWORDS: [&str; 5] = ["async", "await", "dyn", "gen", "try"];
