//! A struct: its type's own interner, and calls of what the field's type does with it.

use metrics_derive_syntax::{CratePath, check};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{Code, name, name_check};
use crate::label::run_time::RunTime;
use crate::local::local;
use crate::qualified::qualified;

pub(in crate::label) fn run_time(label: &RunTime<'_>, core: &CratePath) -> Code {
    let (interner, implementation) = (interner(label, core), implementation(label, core));
    let conversion = conversion(label, core);
    let name = name_check(&label.input.ident, label.name.as_ref(), core);
    let other = label.other.as_ref();
    let other = other.map(|other| check(core, other, "label_value", &other.to_token_stream()));
    let capacity = check(core, &label.field.ty, "capacity", &of_values(label, core, "CAPACITY"));
    Code {
        implementation: quote! { #interner #implementation #conversion },
        checks: quote! { #name #other #capacity },
    }
}

fn interner(label: &RunTime<'_>, core: &CratePath) -> TokenStream {
    let capacity = of_values(label, core, "CAPACITY");
    let other = label.other.as_ref().map_or_else(|| quote!("other"), ToTokens::to_token_stream);
    quote! {
        /// The values that this label has seen.
        static __VALUES: #core::label::Interner = #core::label::Interner::new(#capacity, #other);
    }
}

fn implementation(label: &RunTime<'_>, core: &CratePath) -> TokenStream {
    let (ident, name) = (&label.input.ident, name(&label.input.ident, label.name.as_ref()));
    let (capacity, index) = (of_values(label, core, "CAPACITY"), local("index"));
    let (index_of, at_index) = (of_values(label, core, "index"), of_values(label, core, "from_index"));
    let values = quote! { #core::label::Values::Interned { capacity: #capacity, seen: || &__VALUES } };
    quote! {
        #[automatically_derived]
        impl #core::Label for #ident {
            const NAME: &'static str = #name;
            const VALUES: #core::label::Values = #values;
            #[inline]
            fn index(self) -> usize { #index_of(self.0) }
            fn from_index(#index: usize) -> ::core::option::Option<Self> {
                #at_index(&__VALUES, #index).map(Self)
            }
        }
    }
}

fn conversion(label: &RunTime<'_>, core: &CratePath) -> TokenStream {
    let (ident, text) = (&label.input.ident, local("text"));
    let intern = of_values(label, core, "intern");
    quote! {
        #[automatically_derived]
        impl ::core::convert::From<&str> for #ident {
            fn from(#text: &str) -> Self { Self(#intern(&__VALUES, #text)) }
        }
    }
}

fn of_values(label: &RunTime<'_>, core: &CratePath, item: &str) -> TokenStream {
    qualified(&label.field.ty, &quote! { #core::label::RunTimeValues }, item)
}
