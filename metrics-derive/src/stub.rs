//! What all stand-in implementations share.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Generics, parse_quote};

/// The generics of `input`, such that an implementation of a trait with these supertraits is legal whatever they are.
pub(crate) fn generics(input: &DeriveInput, supertraits: &TokenStream) -> Generics {
    let mut generics = input.generics.clone();
    if !generics.params.is_empty() {
        generics.make_where_clause().predicates.push(parse_quote!(Self: #supertraits));
    }
    generics
}

/// `error` beside `implementations` that are there for the compiler only.
pub(crate) fn beside(error: &syn::Error, implementations: &TokenStream) -> TokenStream {
    let error = error.to_compile_error();
    quote! {
        #error
        const _: () = { #implementations };
    }
}
