//! The rules about values, each called where the value was written.

use metrics_derive_syntax::check;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;

use super::expand::field_type_name;
use super::model::{Field, Metric, Role, Set};

pub(super) fn checks(set: &Set<'_>) -> TokenStream {
    [of_parts(set), whole_set(set)].into_iter().collect()
}

/// The rules that do not need the whole set.
pub(super) fn of_parts(set: &Set<'_>) -> TokenStream {
    let metrics = set.metrics().map(|(index, field, metric)| metric_checks(set, index, field, metric));
    metrics.chain(prefixes(set)).collect()
}

fn metric_checks(set: &Set<'_>, index: usize, field: &Field<'_>, metric: &Metric) -> TokenStream {
    let (core, this) = (&set.core, field_type_name(index));
    let schema = quote! { &#this::SCHEMA };
    let spec = quote! { &<#this as #core::schema::Spec>::SPEC };
    let max_series = metric
        .max_series
        .as_ref()
        .map_or_else(|| quote! { #core::__private::check::DEFAULT_MAX_SERIES }, ToTokens::to_token_stream);
    [
        check(core, &field.place(), "metric_name", &schema),
        check(core, field.ident, "field", &quote! { #spec, #schema }),
        check(core, field.ty, "labels", &schema),
        check(core, field.ty, "series", &quote! { #schema, #max_series }),
    ]
    .into_iter()
    .chain(given(set, &this, metric))
    .collect()
}

/// The checks of what is not always given.
fn given(set: &Set<'_>, this: &Ident, metric: &Metric) -> impl Iterator<Item = TokenStream> {
    let core = &set.core;
    let schema = quote! { &#this::SCHEMA };
    let unit = metric.unit.as_ref().map(|unit| check(core, unit, "unit", &quote! { #unit, #schema }));
    let buckets = metric.buckets.as_ref();
    let buckets = buckets.map(|buckets| {
        let (computed, list) = (buckets.check(core), quote! { #this::BUCKETS, #schema });
        [computed.unwrap_or_default(), check(core, buckets, "buckets", &list)].into_iter().collect()
    });
    let quantiles = metric.quantiles.as_ref().map(|quantiles| {
        let list = quote! { <#this as #core::schema::Spec>::SPEC.quantiles };
        check(core, quantiles, "quantiles", &quote! { #list, #schema })
    });
    let window =
        metric.window.as_ref().map(|window| check(core, window, "window", &quote! { #window, #schema }));
    let native = metric.native.as_ref().map(|native| native.checks(core, &schema));
    let info = metric.info.first().map(|label| check(core, &label.name, "info", &schema));
    let rows = metric.rows.first().map(|label| check(core, label, "rows", &schema));
    let max_rows =
        metric.max_rows.as_ref().map(|max| check(core, max, "max_rows", &quote! { #max, #schema }));
    let names = metric.info.iter().map(|label| &label.name).chain(&metric.rows).map(|label| {
        let name = label.unraw().to_string();
        check(core, label, "label_name", &quote!(#name))
    });
    let of_values = unit.into_iter().chain(buckets).chain(quantiles).chain(window).chain(native);
    of_values.chain(info).chain(rows).chain(max_rows).chain(names)
}

fn prefixes(set: &Set<'_>) -> impl Iterator<Item = TokenStream> {
    let nested = set.fields.iter().filter_map(|field| match &field.role {
        Role::Nested(prefix) => prefix.as_ref(),
        _ => None,
    });
    let prefixes = set.prefix.iter().chain(nested);
    prefixes.map(|prefix| check(&set.core, prefix, "prefix", &prefix.to_token_stream()))
}

fn whole_set(set: &Set<'_>) -> TokenStream {
    let (core, ident) = (&set.core, &set.input.ident);
    let schema = quote! { <#ident as #core::Metrics>::SCHEMA };
    let names = names(set, &schema);
    let series = set.max_series.as_ref();
    let series = series.map(|max| check(core, max, "set_series", &quote! { #schema, #max }));
    quote! { #names #series }
}

/// All names are compared once; what was found is told at the member that comes second.
fn names(set: &Set<'_>, schema: &TokenStream) -> TokenStream {
    let core = &set.core;
    let count = Literal::usize_unsuffixed(set.members().count());
    let members = set.members().map(|(index, field)| {
        let index = Literal::usize_unsuffixed(index);
        check(core, &field.place(), "distinct", &quote! { #schema, #index, __CLASHES[#index] })
    });
    quote! {
        const __CLASHES: [bool; #count] = #core::__private::check::clashes(#schema);
        #(#members)*
    }
}
