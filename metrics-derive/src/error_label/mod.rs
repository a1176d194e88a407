//! `#[derive(ErrorLabel)]`: the variants of an error enum, whatever they carry, as the values of the label `error`.

use metrics_derive_syntax::{CratePath, Errors, Key, Keys, Once, check};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::{Data, DataEnum, DeriveInput, Error};

use crate::case::Case;
use crate::label::{Value, is_label};
use crate::stub::beside;

/// `#[label(…)]` on the enum.
#[derive(Default)]
struct EnumKeys {
    rename_all: Once<Case>,
    core: Once<CratePath>,
}

const ENUM: Keys<EnumKeys> = Keys {
    attribute: "`#[label(…)]` on an error enum",
    known: &[
        Key {
            name: "rename_all",
            usage: "rename_all = \"kebab-case\"",
            read: |keys, entry| keys.rename_all.set(&entry.key, Case::named(&entry.literal()?)?),
        },
        Key {
            name: "crate",
            usage: "crate = ::facade::metrics_core",
            read: |keys, entry| keys.core.set(&entry.key, entry.value()?),
        },
    ],
    elsewhere: &[
        ("name", "the label of an error is named `error`"),
        ("rename", "it belongs on a variant; the spelling of all of them is `rename_all = \"…\"`"),
    ],
};

pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let (mut errors, mut keys) = (Errors::default(), EnumKeys::default());
    for attribute in input.attrs.iter().filter(|attribute| is_label(attribute)) {
        ENUM.read(attribute, &mut keys, &mut errors);
    }
    let case = keys.rename_all.get().copied().unwrap_or(Case::Snake);
    let data = errors.keep(variants(input));
    let values = data.map(|data| Value::all(data, case, |_| Ok(()), &mut errors)).unwrap_or_default();
    values.iter().filter_map(|value| value.is_other.as_ref()).for_each(|key| errors.push(no_other(key)));
    let core = keys.core.into_value().unwrap_or_default();
    match errors.finish(()) {
        Ok(()) => {
            let (implementation, checks) = (implementation(input, &values, &core), checks(&values, &core));
            quote! { const _: () = { #implementation #checks }; }
        }
        Err(error) => beside(&error, &stub(input, &core)),
    }
}

fn variants(input: &DeriveInput) -> syn::Result<&DataEnum> {
    match &input.data {
        Data::Enum(data) => Ok(data),
        _ => Err(Error::new_spanned(
            &input.ident,
            "the kinds of an error are the variants of an enum; for an error that is no enum, write a `Label` with its \
             kinds, and implement `ErrorLabel` by hand",
        )),
    }
}

fn no_other(key: &syn::Ident) -> Error {
    Error::new_spanned(key, "`other` is there anyway, for errors of no known kind: remove it")
}

fn implementation(input: &DeriveInput, values: &[Value<'_>], core: &CratePath) -> TokenStream {
    let texts = values.iter().map(|value| &value.text);
    let arms = values.iter().enumerate().map(|(index, Value { variant, .. })| {
        let index = Literal::usize_unsuffixed(index);
        quote! { Self::#variant { .. } => #index, }
    });
    let kind = quote! { match *self { #(#arms)* } };
    implemented(input, core, &quote! { #(#texts),* }, &kind)
}

/// What generated code may ask for, where the enum was not understood.
fn stub(input: &DeriveInput, core: &CratePath) -> TokenStream {
    implemented(input, core, &TokenStream::new(), &quote! { 0 })
}

fn implemented(
    input: &DeriveInput,
    core: &CratePath,
    texts: &TokenStream,
    kind: &TokenStream,
) -> TokenStream {
    let ident = &input.ident;
    let (generics, parameters, bounds) = input.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #generics #core::ErrorLabel for #ident #parameters #bounds {
            const KINDS: #core::label::Values = #core::label::Values::Fixed(&[#texts]);
            #[inline]
            fn kind(&self) -> usize { #kind }
        }
    }
}

fn checks(values: &[Value<'_>], core: &CratePath) -> TokenStream {
    let renamed = values.iter().filter_map(|value| value.renamed.as_ref());
    renamed.map(|text| check(core, text, "label_value", &text.to_token_stream())).collect()
}

#[cfg(test)]
mod tests;
