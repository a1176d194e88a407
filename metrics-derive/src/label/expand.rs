//! The code for a label that was understood.

use metrics_derive_syntax::{CratePath, Text, check};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::Ident;
use syn::ext::IdentExt;

use super::closed::{Closed, Value};
use super::run_time::RunTime;
use crate::case::Case;
use crate::local::local;

pub(super) fn closed(label: &Closed<'_>, core: &CratePath) -> TokenStream {
    let implementation = closed_implementation(label, core);
    let conversion = label.other.map_or_else(|| from_str(label, core), |other| from(label, other));
    let name = name_check(&label.input.ident, label.name.as_ref(), core);
    let renamed = label.values.iter().filter_map(|value| value.renamed.as_ref());
    let values = renamed.map(|text| check(core, text, "label_value", &text.to_token_stream()));
    quote! { const _: () = { #implementation #conversion #name #(#values)* }; }
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

pub(super) fn run_time(label: &RunTime<'_>, core: &CratePath) -> TokenStream {
    let ty = &label.field.ty;
    let (other, other_check) = match &label.other {
        Some(other) => (other.to_token_stream(), check(core, other, "label_value", &other.to_token_stream())),
        None => (quote!("other"), TokenStream::new()),
    };
    let (implementation, conversion) = (run_time_implementation(label, core), interning(label, core));
    let name = name_check(&label.input.ident, label.name.as_ref(), core);
    quote! {
        const _: () = {
            static __VALUES: #core::label::Interner =
                #core::label::Interner::new(<#ty as #core::label::RunTimeValues>::CAPACITY, #other);
            #implementation #conversion #name #other_check
        };
    }
}

fn run_time_implementation(label: &RunTime<'_>, core: &CratePath) -> TokenStream {
    let (ident, name) = (&label.input.ident, name(&label.input.ident, label.name.as_ref()));
    let (values, index) = (run_time_values(label, core), local("index"));
    let this = run_time_trait(label, core);
    quote! {
        #[automatically_derived]
        impl #core::Label for #ident {
            const NAME: &'static str = #name;
            const VALUES: #core::label::Values = #values;
            #[inline]
            fn index(self) -> usize { #this::index(self.0) }
            fn from_index(#index: usize) -> ::core::option::Option<Self> {
                #this::from_index(&__VALUES, #index).map(Self)
            }
        }
    }
}

fn run_time_values(label: &RunTime<'_>, core: &CratePath) -> TokenStream {
    let this = run_time_trait(label, core);
    quote! { #core::label::Values::Interned { capacity: #this::CAPACITY, seen: || &__VALUES } }
}

fn interning(label: &RunTime<'_>, core: &CratePath) -> TokenStream {
    let (ident, text) = (&label.input.ident, local("text"));
    let this = run_time_trait(label, core);
    quote! {
        #[automatically_derived]
        impl ::core::convert::From<&str> for #ident {
            fn from(#text: &str) -> Self { Self(#this::intern(&__VALUES, #text)) }
        }
    }
}

fn run_time_trait(label: &RunTime<'_>, core: &CratePath) -> TokenStream {
    let ty = &label.field.ty;
    quote! { <#ty as #core::label::RunTimeValues> }
}

/// The name of the label as an expression.
fn name(ident: &Ident, given: Option<&Text>) -> TokenStream {
    let spelled = default_name(ident);
    given.map_or_else(|| quote!(#spelled), ToTokens::to_token_stream)
}

/// The name of a label that does not say one.
pub(super) fn default_name(ident: &Ident) -> String {
    Case::Snake.apply(&ident.unraw().to_string())
}

fn name_check(ident: &Ident, given: Option<&Text>, core: &CratePath) -> TokenStream {
    let place = given.map_or_else(|| ident.to_token_stream(), ToTokens::to_token_stream);
    check(core, &place, "label_name", &quote! { <#ident as #core::Label>::NAME })
}
