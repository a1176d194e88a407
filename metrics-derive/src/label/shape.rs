//! The items that can be a label.

use syn::{Data, DataEnum, DeriveInput, Error, Field, Fields};

pub(super) enum Shape<'a> {
    Enum(&'a DataEnum),
    /// A struct around its only field.
    Newtype(&'a Field),
}

impl<'a> Shape<'a> {
    pub(super) fn of(input: &'a DeriveInput) -> syn::Result<Self> {
        let wrong = |message: &str| Err(Error::new_spanned(&input.ident, message));
        match &input.data {
            Data::Enum(data) if data.variants.is_empty() => {
                wrong("a label needs at least one value: add a variant to the enum")
            }
            Data::Enum(data) => Ok(Self::Enum(data)),
            Data::Union(_) => wrong("a union has no finite set of values: write an enum"),
            Data::Struct(data) => match &data.fields {
                Fields::Unnamed(fields) if fields.unnamed.len() == 1 => Ok(Self::Newtype(&fields.unnamed[0])),
                Fields::Unnamed(_) => wrong(
                    "a label is one dimension, so a struct that is one has one field, such as \
                     `struct Tenant(Bounded<32>);`; for several labels write a struct with named fields and \
                     `#[derive(Clone, Copy, LabelSet)]`",
                ),
                Fields::Named(_) => wrong(
                    "a label is one dimension, and a struct with named fields is several: did you mean \
                     `#[derive(Clone, Copy, LabelSet)]`?",
                ),
                Fields::Unit => wrong("a label needs at least one value: write an enum"),
            },
        }
    }
}

pub(super) fn without_generics(input: &DeriveInput) -> syn::Result<()> {
    if input.generics.params.is_empty() {
        return Ok(());
    }
    let message = "the values of a label must be known to the compiler, so it cannot be generic: \
                   write one type for each set of values";
    Err(Error::new_spanned(&input.generics, message))
}
