//! An enum as a label: its values are known to the compiler.

use metrics_derive_syntax::{Distinct, Errors, Text, at_both};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{DataEnum, DeriveInput, Error, Fields, Ident, LitStr, Variant};

use super::attr::{EnumKeys, VariantKeys};
use crate::case::Case;

pub(super) struct Closed<'a> {
    pub(super) input: &'a DeriveInput,
    pub(super) name: Option<Text>,
    pub(super) values: Vec<Value<'a>>,
    /// The variant that stands for all other values.
    pub(super) other: Option<&'a Ident>,
}

pub(crate) struct Value<'a> {
    pub(crate) variant: &'a Ident,
    pub(crate) text: String,
    /// The text, if it was written here.
    pub(crate) renamed: Option<LitStr>,
    pub(crate) is_other: Option<Ident>,
}

impl<'a> Closed<'a> {
    /// The label, as far as it can be understood.
    pub(super) fn new(input: &'a DeriveInput, data: &'a DataEnum, errors: &mut Errors) -> Self {
        let keys = EnumKeys::read(&input.attrs, errors);
        let case = keys.rename_all.get().copied().unwrap_or(Case::Snake);
        let values = Value::all(data, case, without_data, errors);
        let other = only_other(&values, errors);
        Self { input, name: keys.name.into_value(), values, other }
    }
}

impl<'a> Value<'a> {
    /// The values of all variants, which `judge` may find fault with.
    pub(crate) fn all(
        data: &'a DataEnum,
        case: Case,
        judge: fn(&Variant) -> syn::Result<()>,
        errors: &mut Errors,
    ) -> Vec<Self> {
        let values = data.variants.iter().map(|variant| Self::new(variant, case, judge, errors));
        let values: Vec<_> = values.collect();
        distinct(&values, errors);
        values
    }

    fn new(
        variant: &'a Variant,
        case: Case,
        judge: fn(&Variant) -> syn::Result<()>,
        errors: &mut Errors,
    ) -> Self {
        let keys = VariantKeys::read(&variant.attrs, errors);
        errors.keep(judge(variant));
        let is_other = keys.other.key().cloned();
        // `rename_all` spells the values as they come in; this one never does, and must not look as if it did.
        let case = if is_other.is_some() { Case::Snake } else { case };
        let renamed = keys.rename.into_value();
        let text = renamed.as_ref().map_or_else(|| spelled(&variant.ident, case), LitStr::value);
        Self { variant: &variant.ident, text, renamed, is_other }
    }

    /// Where the text comes from.
    pub(super) fn place(&self) -> proc_macro2::TokenStream {
        self.renamed.as_ref().map_or_else(|| self.variant.to_token_stream(), ToTokens::to_token_stream)
    }
}

/// The value of a variant that is not renamed. Of `__`, which has no words, nothing would remain.
fn spelled(variant: &Ident, case: Case) -> String {
    let name = variant.unraw().to_string();
    Some(case.apply(&name)).filter(|text| !text.is_empty()).unwrap_or(name)
}

fn without_data(variant: &Variant) -> syn::Result<()> {
    if matches!(variant.fields, Fields::Unit) {
        return Ok(());
    }
    let message = format!(
        "`{}` carries data, so it stands for more than one value: drop the data here and put it into a log or a \
         trace; what has few values itself becomes a label of its own, beside this one in a tuple or a `LabelSet`",
        variant.ident
    );
    Err(Error::new_spanned(&variant.fields, message))
}

fn distinct(values: &[Value<'_>], errors: &mut Errors) {
    let mut seen = Distinct::default();
    for value in values {
        let message = format!(
            "two variants have the value \"{}\": give one of them another with `#[label(rename = \"…\")]`",
            value.text
        );
        errors.keep(seen.add(&value.text, &value.place(), &message));
    }
}

fn only_other<'a>(values: &[Value<'a>], errors: &mut Errors) -> Option<&'a Ident> {
    let mut others =
        values.iter().filter_map(|value| value.is_other.as_ref().map(|key| (key, value.variant)));
    let (first, variant) = others.next()?;
    for (key, _) in others {
        let message = "one variant stands for all other values: remove `other` from the rest";
        errors.push(at_both(key, message, first, "first given here"));
    }
    Some(variant)
}
