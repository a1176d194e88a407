//! A metric set as it was written, attributes understood.

use metrics_derive_syntax::{Buckets, Count, CratePath, Distinct, Errors, Quantiles, Text, help};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Error, Expr, Fields, FieldsNamed, Ident, Type};

use super::attr::{InfoLabel, MetricKeys, NestedKeys, SetKeys};
use super::native::Native;

/// The struct.
pub(super) struct Set<'a> {
    pub(super) input: &'a DeriveInput,
    pub(super) core: CratePath,
    pub(super) prefix: Option<Text>,
    pub(super) max_series: Option<Count>,
    /// The fields in which there is no mistake.
    pub(super) fields: Vec<Field<'a>>,
}

/// A field.
pub(super) struct Field<'a> {
    pub(super) ident: &'a Ident,
    pub(super) ty: &'a Type,
    pub(super) role: Role,
}

/// What a field is for.
pub(super) enum Role {
    Metric(Box<Metric>),
    /// A set, and what it adds to the names.
    Nested(Option<Text>),
    /// Not our business; its value, if it is not the default.
    Skipped(Option<Expr>),
}

/// What a field says about its metric.
pub(super) struct Metric {
    /// Its position among the metrics of the set.
    pub(super) number: usize,
    pub(super) name: Option<Text>,
    pub(super) help: String,
    pub(super) unit: Option<Text>,
    pub(super) buckets: Option<Buckets>,
    pub(super) quantiles: Option<Quantiles>,
    pub(super) window: Option<Text>,
    pub(super) native: Option<Native>,
    pub(super) max_series: Option<Count>,
    pub(super) touched_only: bool,
    pub(super) info: Vec<InfoLabel>,
    pub(super) rows: Vec<Ident>,
    pub(super) max_rows: Option<Count>,
}

impl<'a> Set<'a> {
    /// The set, as far as it can be understood.
    pub(super) fn new(input: &'a DeriveInput, keys: SetKeys, errors: &mut Errors) -> Self {
        errors.keep(without_generics(input));
        let fields = errors.keep(named_fields(input));
        let mut fields = fields.map(|fields| Field::all(fields, errors)).unwrap_or_default();
        number(&mut fields);
        Self {
            input,
            core: keys.core.into_value().unwrap_or_default(),
            prefix: keys.prefix.into_value(),
            max_series: keys.max_series.into_value(),
            fields,
        }
    }

    /// The fields that are metrics or sets, with their positions among these.
    pub(super) fn members(&self) -> impl Iterator<Item = (usize, &Field<'a>)> {
        self.fields.iter().filter(|field| !matches!(field.role, Role::Skipped(_))).enumerate()
    }

    /// The fields that are metrics.
    pub(super) fn metrics(&self) -> impl Iterator<Item = (&Field<'a>, &Metric)> {
        self.fields.iter().filter_map(|field| match &field.role {
            Role::Metric(metric) => Some((field, &**metric)),
            _ => None,
        })
    }
}

fn number(fields: &mut [Field<'_>]) {
    let metrics = fields.iter_mut().filter_map(|field| match &mut field.role {
        Role::Metric(metric) => Some(metric),
        _ => None,
    });
    metrics.enumerate().for_each(|(number, metric)| metric.number = number);
}

impl<'a> Field<'a> {
    fn all(fields: &'a FieldsNamed, errors: &mut Errors) -> Vec<Self> {
        let fields = fields.named.iter().filter_map(|field| {
            let mut mistakes = Errors::default();
            let read = Self::new(field, &mut mistakes);
            let faultless = mistakes.is_empty();
            errors.append(mistakes);
            read.map(|field| (field, faultless))
        });
        let fields: Vec<_> = fields.collect();
        let mut names = Distinct::default();
        for (field, _) in &fields {
            errors.keep(field.claim_name(&mut names));
        }
        fields.into_iter().filter_map(|(field, faultless)| faultless.then_some(field)).collect()
    }

    /// `None` if it cannot be understood.
    fn new(field: &'a syn::Field, errors: &mut Errors) -> Option<Self> {
        let ident = field.ident.as_ref()?;
        let nested = NestedKeys::read(&field.attrs, errors);
        let keys = MetricKeys::read(&field.attrs, errors);
        let role = match nested {
            Some(nested) => Role::nested(ident, nested, &keys, errors),
            None if keys.skip.is_set() => Role::skipped(keys, errors),
            None => Role::metric(errors.keep(help(&field.attrs, ident))?, keys),
        };
        Some(Self { ident, ty: &field.ty, role })
    }

    /// Where the name comes from.
    pub(super) fn place(&self) -> TokenStream {
        match &self.role {
            Role::Metric(metric) => {
                metric.name.as_ref().map_or_else(|| self.ident.to_token_stream(), ToTokens::to_token_stream)
            }
            _ => self.ident.to_token_stream(),
        }
    }

    fn claim_name(&self, names: &mut Distinct) -> syn::Result<()> {
        let Role::Metric(metric) = &self.role else { return Ok(()) };
        let message = |name: &str| format!("two metrics of this set are called `{name}`");
        match &metric.name {
            None => {
                let name = self.ident.unraw().to_string();
                names.add(&name, self.ident, &message(&name))
            }
            Some(text) => text.literal().map_or(Ok(()), |name| names.add(&name, text, &message(&name))),
        }
    }
}

impl Role {
    fn nested(ident: &Ident, nested: NestedKeys, keys: &MetricKeys, errors: &mut Errors) -> Self {
        for key in keys.descriptive().chain(keys.skip.key()) {
            let message = format!(
                "`{key}` describes a metric, but `{ident}` is marked as a nested set by `#[metrics(…)]`: \
                 remove one of the attributes"
            );
            errors.push(Error::new_spanned(key, message));
        }
        Self::Nested(nested.prefix.into_value())
    }

    fn skipped(keys: MetricKeys, errors: &mut Errors) -> Self {
        for key in keys.descriptive() {
            let message =
                format!("`{key}` describes a metric, but this field is skipped: remove `{key}` or `skip`");
            errors.push(Error::new_spanned(key, message));
        }
        Self::Skipped(keys.skip.into_value().flatten())
    }

    fn metric(help: String, keys: MetricKeys) -> Self {
        Self::Metric(Box::new(Metric {
            number: 0,
            name: keys.name.into_value(),
            help,
            unit: keys.unit.into_value(),
            buckets: keys.buckets.into_value(),
            quantiles: keys.quantiles.into_value(),
            window: keys.window.into_value(),
            native: keys.native.into_value(),
            max_series: keys.max_series.into_value(),
            touched_only: keys.touched_only.is_set(),
            info: keys.info.into_value().unwrap_or_default(),
            rows: keys.rows.into_value().unwrap_or_default(),
            max_rows: keys.max_rows.into_value(),
        }))
    }
}

fn without_generics(input: &DeriveInput) -> syn::Result<()> {
    if input.generics.params.is_empty() {
        return Ok(());
    }
    let message = "the series of a metric set must be known to the compiler, so it cannot be generic: \
                   write one set for each type, or nest a common set with `#[metrics(prefix = \"…\")]`";
    Err(Error::new_spanned(&input.generics, message))
}

fn named_fields(input: &DeriveInput) -> syn::Result<&FieldsNamed> {
    let wrong = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => return Ok(fields),
            Fields::Unnamed(_) => "a tuple struct, whose fields have no names",
            Fields::Unit => "a struct without fields",
        },
        Data::Enum(_) => "an enum; for the values of a label write `#[derive(Label)]`",
        Data::Union(_) => "a union",
    };
    let message = format!("a metric set is a struct with named fields, one for each metric; this is {wrong}");
    Err(Error::new_spanned(&input.ident, message))
}
