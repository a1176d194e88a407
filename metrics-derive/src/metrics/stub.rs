//! A stand-in for a metric set that was not understood.

use metrics_derive_syntax::CratePath;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Error};

use crate::local::local;
use crate::stub::generics;

/// The errors stand in the body of `new`: what calls it, such as the initial value of a static, is then not evaluated.
pub(super) fn stub(input: &DeriveInput, core: &CratePath, error: &Error) -> TokenStream {
    let (constructor, implementation) = (constructor(input, error), implementation(input, core));
    quote! { const _: () = { #constructor #implementation }; }
}

fn constructor(input: &DeriveInput, error: &Error) -> TokenStream {
    let (ident, vis, errors) = (&input.ident, &input.vis, error.to_compile_error());
    let (generics, parameters, _) = input.generics.split_for_impl();
    let bounds = &input.generics.where_clause;
    quote! {
        impl #generics #ident #parameters #bounds {
            /// Stands in for the function that an error prevents.
            #vis const fn new() -> Self { #errors }
        }
        impl #generics ::core::default::Default for #ident #parameters #bounds {
            fn default() -> Self { Self::new() }
        }
    }
}

fn implementation(input: &DeriveInput, core: &CratePath) -> TokenStream {
    let (ident, type_name, index) = (&input.ident, input.ident.to_string(), local("index"));
    let generics = generics(input, &quote! { ::core::marker::Send + ::core::marker::Sync + 'static });
    let (generics, parameters, bounds) = generics.split_for_impl();
    let schema = quote! {
        #core::schema::SetSchema {
            type_name: #type_name, prefix: "", members: &[], location: #core::__private::Location::caller(),
        }
    };
    quote! {
        impl #generics #core::Metrics for #ident #parameters #bounds {
            const SCHEMA: &'static #core::schema::SetSchema = &#schema;
            fn member(&self, #index: usize) -> ::core::option::Option<#core::Member<'_>> {
                ::core::option::Option::None
            }
        }
    }
}
