//! The code for a label set that was understood.

use metrics_derive_syntax::{CratePath, check};
use proc_macro2::TokenStream;
use quote::quote;

use super::model::{Field, Labels};
use crate::local::{self, local};

pub(super) fn expand(labels: &Labels<'_>, core: &CratePath) -> TokenStream {
    let ident = &labels.input.ident;
    let schemas = labels.fields.iter().map(|field| schema(field, core));
    let (index, from_index) = (index(labels, core), from_index(labels, core));
    let names = labels.fields.iter().map(|field| check(core, &field.place(), "label_name", &field.name()));
    quote! {
        const _: () = {
            #[automatically_derived]
            impl #core::LabelSet for #ident {
                const LABELS: &'static [#core::label::LabelSchema] = &[#(#schemas),*];
                #index
                #from_index
            }
            #(#names)*
        };
    }
}

fn schema(field: &Field<'_>, core: &CratePath) -> TokenStream {
    let (ty, name) = (field.ty, field.name());
    quote! { #core::label::LabelSchema::named::<#ty>(#name) }
}

/// The odometer: each label follows those before it.
fn index(labels: &Labels<'_>, core: &CratePath) -> TokenStream {
    let index = local("index");
    let labels = labels.fields.iter().map(|field| field.ident);
    quote! {
        #[inline]
        fn index(self) -> usize {
            let #index = 0;
            #(let #index = #core::__private::push_index(#index, self.#labels);)*
            #index
        }
    }
}

/// The reverse. A struct's fields are evaluated as they are written: the last label first.
fn from_index(labels: &Labels<'_>, core: &CratePath) -> TokenStream {
    let (index, rest, this) = (local("index"), local("rest"), local("labels"));
    let fields = labels.fields.iter().rev().map(|field| {
        let ident = local::field(field.ident);
        quote! { #ident: #core::__private::pop_index(&mut #rest)? }
    });
    quote! {
        fn from_index(#index: usize) -> ::core::option::Option<Self> {
            let mut #rest = #index;
            let #this = Self { #(#fields),* };
            (#rest == 0).then_some(#this)
        }
    }
}
