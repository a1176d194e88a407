//! Items of traits.

use metrics_derive_syntax::ends;
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;

/// `<ty as of>::item`, shown at `ty`.
///
/// Where the trait is not implemented, all such paths give the same message at the same place: the compiler tells it
/// once. A bound of a function, or a coercion, would each add a message of their own.
pub(crate) fn qualified(ty: &Type, of: &TokenStream, item: &str) -> TokenStream {
    path(ty, &quote! { as #of }, item)
}

/// `<ty>::item`, shown at `ty`.
pub(crate) fn inherent(ty: &Type, item: &str) -> TokenStream {
    path(ty, &TokenStream::new(), item)
}

fn path(ty: &Type, of: &TokenStream, item: &str) -> TokenStream {
    let (start, end) = ends(ty);
    let opening = quote_spanned!(start=> <);
    let item = Ident::new(item, end);
    quote! { #opening #ty #of>::#item }
}
