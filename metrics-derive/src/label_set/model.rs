//! A label set as it was written.

use metrics_derive_syntax::{Distinct, Errors, Text};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Error, Fields, FieldsNamed, Ident, Type};

use super::attr::FieldKeys;

pub(super) struct Labels<'a> {
    pub(super) input: &'a DeriveInput,
    pub(super) fields: Vec<Field<'a>>,
}

/// A label.
pub(super) struct Field<'a> {
    pub(super) ident: &'a Ident,
    pub(super) ty: &'a Type,
    rename: Option<Text>,
}

impl<'a> Labels<'a> {
    /// The label set, as far as it can be understood.
    pub(super) fn new(input: &'a DeriveInput, errors: &mut Errors) -> Self {
        errors.keep(without_generics(input));
        let fields = errors.keep(named_fields(input));
        let fields = fields.map(|fields| Field::all(fields, errors)).unwrap_or_default();
        Self { input, fields }
    }
}

impl<'a> Field<'a> {
    fn all(fields: &'a FieldsNamed, errors: &mut Errors) -> Vec<Self> {
        let fields: Vec<_> = fields.named.iter().filter_map(|field| Self::new(field, errors)).collect();
        let mut names = Distinct::default();
        for field in &fields {
            errors.keep(field.claim_name(&mut names));
        }
        fields
    }

    fn new(field: &'a syn::Field, errors: &mut Errors) -> Option<Self> {
        let rename = FieldKeys::read(&field.attrs, errors).rename.into_value();
        field.ident.as_ref().map(|ident| Self { ident, ty: &field.ty, rename })
    }

    fn claim_name(&self, names: &mut Distinct) -> syn::Result<()> {
        let name = self.rename.as_ref().map_or_else(|| Some(self.ident.unraw().to_string()), Text::literal);
        let Some(name) = name else { return Ok(()) };
        names.add(&name, &self.place(), &format!("two labels of this set are called `{name}`"))
    }

    /// The name of the label, as an expression.
    pub(super) fn name(&self) -> TokenStream {
        let name = self.ident.unraw().to_string();
        self.rename.as_ref().map_or_else(|| quote!(#name), ToTokens::to_token_stream)
    }

    /// Where the name comes from.
    pub(super) fn place(&self) -> TokenStream {
        self.rename.as_ref().map_or_else(|| self.ident.to_token_stream(), ToTokens::to_token_stream)
    }
}

fn without_generics(input: &DeriveInput) -> syn::Result<()> {
    if input.generics.params.is_empty() {
        return Ok(());
    }
    let message = "the values of all labels must be known to the compiler, so a label set cannot be generic: \
                   write one struct for each combination of labels";
    Err(Error::new_spanned(&input.generics, message))
}

fn named_fields(input: &DeriveInput) -> syn::Result<&FieldsNamed> {
    let message = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) if !fields.named.is_empty() => return Ok(fields),
            Fields::Unnamed(fields) if !fields.unnamed.is_empty() => {
                "a label set is a struct with named fields, which name the labels: name them, or write a plain tuple \
                 of labels where the set is used, as in `Counter<(Method, Outcome)>`"
            }
            _ => "a label set without labels is written `()`",
        },
        Data::Enum(_) => {
            "an enum is one label, not a set of them: write `#[derive(Clone, Copy, Label)]`; it is a \
                          label set by itself"
        }
        Data::Union(_) => "a label set is a struct with named fields, which name the labels; this is a union",
    };
    Err(Error::new_spanned(&input.ident, message))
}
