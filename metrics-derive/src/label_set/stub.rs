//! A stand-in for a label set that was not understood.

use metrics_derive_syntax::CratePath;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Error};

use crate::local::local;
use crate::stub::{beside, generics};

pub(super) fn stub(input: &DeriveInput, core: &CratePath, error: &Error) -> TokenStream {
    let (ident, index) = (&input.ident, local("index"));
    let generics = generics(
        input,
        &quote! {
            ::core::marker::Copy + ::core::marker::Send + ::core::marker::Sync + 'static
        },
    );
    let (generics, parameters, bounds) = generics.split_for_impl();
    let implementation = quote! {
        impl #generics #core::LabelSet for #ident #parameters #bounds {
            const LABELS: &'static [#core::label::LabelSchema] = &[];
            fn index(self) -> usize { 0 }
            fn from_index(#index: usize) -> ::core::option::Option<Self> { ::core::option::Option::None }
        }
    };
    beside(error, &implementation)
}
