//! A stand-in for a label that was not understood.

use metrics_derive_syntax::CratePath;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Error};

use super::expand::default_name;
use crate::local::local;
use crate::stub::{beside, generics};

pub(super) fn stub(input: &DeriveInput, core: &CratePath, error: &Error) -> TokenStream {
    let (implementation, conversions) = (implementation(input, core), conversions(input, core));
    beside(error, &quote! { #implementation #conversions })
}

fn implementation(input: &DeriveInput, core: &CratePath) -> TokenStream {
    let (ident, name, index) = (&input.ident, default_name(&input.ident), local("index"));
    let generics = generics(
        input,
        &quote! {
            ::core::marker::Copy + ::core::marker::Send + ::core::marker::Sync + 'static
        },
    );
    let (generics, parameters, bounds) = generics.split_for_impl();
    quote! {
        impl #generics #core::Label for #ident #parameters #bounds {
            const NAME: &'static str = #name;
            const VALUES: #core::label::Values = #core::label::Values::Fixed(&["value"]);
            fn index(self) -> usize { 0 }
            fn from_index(#index: usize) -> ::core::option::Option<Self> { ::core::option::Option::None }
        }
    }
}

/// Both that there can be: which one the user relies on is not known.
fn conversions(input: &DeriveInput, core: &CratePath) -> TokenStream {
    let (ident, text) = (&input.ident, local("text"));
    let (generics, parameters, bounds) = input.generics.split_for_impl();
    let unknown = quote! { #core::label::UnknownLabel };
    quote! {
        impl #generics ::core::convert::From<&str> for #ident #parameters #bounds {
            fn from(#text: &str) -> Self { ::core::unreachable!() }
        }
        impl #generics ::core::str::FromStr for #ident #parameters #bounds {
            type Err = #unknown;
            fn from_str(#text: &str) -> ::core::result::Result<Self, #unknown> { ::core::unreachable!() }
        }
    }
}
