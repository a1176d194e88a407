//! An enum: data, and a `match` for each direction.

use metrics_derive_syntax::{CratePath, check};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::Ident;

use super::{Code, name, name_check};
use crate::label::closed::{Closed, Value};
use crate::local::local;

pub(in crate::label) fn closed(label: &Closed<'_>, core: &CratePath) -> Code {
    let implementation = closed_implementation(label, core);
    let conversion = label.other.map_or_else(|| from_str(label, core), |other| from(label, other));
    let name = name_check(&label.input.ident, label.name.as_ref(), core);
    let renamed = label.values.iter().filter_map(|value| value.renamed.as_ref());
    let values = renamed.map(|text| check(core, text, "label_value", &text.to_token_stream()));
    Code { implementation: quote! { #implementation #conversion }, checks: quote! { #name #(#values)* } }
}

fn closed_implementation(label: &Closed<'_>, core: &CratePath) -> TokenStream {
    let (ident, name) = (&label.input.ident, name(&label.input.ident, label.name.as_ref()));
    let texts = label.values.iter().map(|value| &value.text);
    let (index_of, at_index) = (index(label), from_index(label));
    quote! {
        #[automatically_derived]
        impl #core::Label for #ident {
            const NAME: &'static str = #name;
            const VALUES: #core::label::Values = #core::label::Values::Fixed(&[#(#texts),*]);
            #index_of
            #at_index
        }
    }
}

fn index(label: &Closed<'_>) -> TokenStream {
    let arms = numbered(label).map(|(index, variant)| quote! { Self::#variant => #index, });
    quote! {
        #[inline]
        fn index(self) -> usize {
            match self { #(#arms)* }
        }
    }
}

fn from_index(label: &Closed<'_>) -> TokenStream {
    let index = local("index");
    let arms = numbered(label).map(|(index, variant)| {
        quote! { #index => ::core::option::Option::Some(Self::#variant), }
    });
    quote! {
        fn from_index(#index: usize) -> ::core::option::Option<Self> {
            match #index { #(#arms)* _ => ::core::option::Option::None }
        }
    }
}

fn numbered<'a>(label: &'a Closed<'_>) -> impl Iterator<Item = (Literal, &'a Ident)> {
    label.values.iter().enumerate().map(|(index, value)| (Literal::usize_unsuffixed(index), value.variant))
}

/// Every string is a value, if only the one for all others.
fn from(label: &Closed<'_>, other: &Ident) -> TokenStream {
    let (ident, text) = (&label.input.ident, local("text"));
    let named = label.values.iter().filter(|value| value.variant != other);
    let arms = named.map(|Value { text, variant, .. }| quote! { #text => Self::#variant, });
    quote! {
        #[automatically_derived]
        impl ::core::convert::From<&str> for #ident {
            fn from(#text: &str) -> Self {
                match #text { #(#arms)* _ => Self::#other }
            }
        }
    }
}

fn from_str(label: &Closed<'_>, core: &CratePath) -> TokenStream {
    let (ident, text) = (&label.input.ident, local("text"));
    let arms = label.values.iter().map(|Value { text, variant, .. }| {
        quote! { #text => ::core::result::Result::Ok(Self::#variant), }
    });
    let unknown = quote! { #core::label::UnknownLabel };
    quote! {
        #[automatically_derived]
        impl ::core::str::FromStr for #ident {
            type Err = #unknown;
            fn from_str(#text: &str) -> ::core::result::Result<Self, #unknown> {
                match #text { #(#arms)* _ => ::core::result::Result::Err(#unknown) }
            }
        }
    }
}
