//! The code for a label set that was understood.

use metrics_derive_syntax::{CratePath, check};
use proc_macro2::TokenStream;
use quote::quote;

use super::model::{Field, Labels};
use crate::local::{self, local};
use crate::qualified::qualified;

pub(super) fn expand(labels: &Labels<'_>, core: &CratePath) -> TokenStream {
    let ident = &labels.input.ident;
    let schemas = labels.fields.iter().map(|field| schema(field, core));
    let (index, from_index) = (index(labels, core), from_index(labels, core));
    quote! {
        const _: () = {
            #[automatically_derived]
            impl #core::LabelSet for #ident {
                const LABELS: &'static [#core::label::LabelSchema] = &[#(#schemas),*];
                #index
                #from_index
            }
        };
    }
}

/// The rules about names. They hold for what was understood, also where something else was not.
pub(super) fn checks(labels: &Labels<'_>, core: &CratePath) -> TokenStream {
    labels.fields.iter().map(|field| check(core, &field.place(), "label_name", &field.name())).collect()
}

fn schema(field: &Field<'_>, core: &CratePath) -> TokenStream {
    let (name, values) = (field.name(), of_label(field, core, "VALUES"));
    quote! { #core::label::LabelSchema::new(#name, #values) }
}

/// The odometer: each label follows those before it.
fn index(labels: &Labels<'_>, core: &CratePath) -> TokenStream {
    let index = local("index");
    let turns = labels.fields.iter().map(|field| {
        let ident = local::field(field.ident);
        let (index_of, values) = (of_label(field, core, "index"), of_label(field, core, "VALUES"));
        quote! { let #index = #core::__private::push_index(#index, #index_of(self.#ident), #values); }
    });
    quote! {
        #[inline]
        fn index(self) -> usize {
            let #index = 0;
            #(#turns)*
            #index
        }
    }
}

/// The reverse. A struct's fields are evaluated as they are written: the last label first.
fn from_index(labels: &Labels<'_>, core: &CratePath) -> TokenStream {
    let (index, rest, this) = (local("index"), local("rest"), local("labels"));
    let fields = labels.fields.iter().rev().map(|field| {
        let ident = local::field(field.ident);
        let (at_index, values) = (of_label(field, core, "from_index"), of_label(field, core, "VALUES"));
        quote! { #ident: #at_index(#core::__private::pop_index(&mut #rest, #values)?)? }
    });
    quote! {
        fn from_index(#index: usize) -> ::core::option::Option<Self> {
            let mut #rest = #index;
            let #this = Self { #(#fields),* };
            (#rest == 0).then_some(#this)
        }
    }
}

fn of_label(field: &Field<'_>, core: &CratePath, item: &str) -> TokenStream {
    qualified(field.ty, &quote! { #core::Label }, item)
}
