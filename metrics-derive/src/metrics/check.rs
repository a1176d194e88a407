//! The rules about values, each called where the value was written.

use metrics_derive_syntax::{CratePath, call, check, ends};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;

use super::expand::{buckets_name, schema_name};
use super::model::{Field, Metric, Role, Set};

pub(super) fn checks(set: &Set<'_>) -> TokenStream {
    [names(set), of_types_and_keys(set), whole_set(set)].into_iter().collect()
}

/// The rules that do not need the whole set.
pub(super) fn of_parts(set: &Set<'_>) -> TokenStream {
    let names = set.metrics().map(|(field, metric)| {
        let schema = schema_name(metric);
        check(&set.core, &field.place(), "metric_name", &quote! { &#schema })
    });
    names.chain([of_types_and_keys(set)]).collect()
}

fn of_types_and_keys(set: &Set<'_>) -> TokenStream {
    let metrics = set.metrics().map(|(field, metric)| of_type(set, field, metric));
    let keys = set.metrics().flat_map(|(_, metric)| of_keys(set, metric));
    metrics.chain(keys).chain(prefixes(set)).collect()
}

/// One constant for all rules about the type: a set of a thousand metrics feels each.
fn of_type(set: &Set<'_>, field: &Field<'_>, metric: &Metric) -> TokenStream {
    let (core, schema, number) = (&set.core, schema_name(metric), Literal::usize_unsuffixed(metric.number));
    let max_series = metric
        .max_series
        .as_ref()
        .map_or_else(|| quote! { #core::__private::check::DEFAULT_MAX_SERIES }, ToTokens::to_token_stream);
    check(core, field.ty, "metric_type", &quote! { &#schema, &__SPECS[#number], #max_series })
}

/// The rules about what is not always given.
fn of_keys(set: &Set<'_>, metric: &Metric) -> impl Iterator<Item = TokenStream> {
    let (core, schema, number) = (&set.core, schema_name(metric), Literal::usize_unsuffixed(metric.number));
    let schema = quote! { &#schema };
    let unit = metric.unit.as_ref().map(|unit| check(core, unit, "unit", &quote! { #unit, #schema }));
    let buckets = metric.buckets.as_ref();
    let buckets = buckets.map(|buckets| {
        let bounds = buckets_name(metric);
        let (computed, list) = (buckets.check(core), quote! { #bounds, #schema });
        [computed.unwrap_or_default(), check(core, buckets, "buckets", &list)].into_iter().collect()
    });
    let quantiles = metric.quantiles.as_ref().map(|quantiles| {
        check(core, quantiles, "quantiles", &quote! { __SPECS[#number].quantiles, #schema })
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
    let series = set.max_series.as_ref();
    series.map(|max| check(core, max, "set_series", &quote! { #schema, #max })).unwrap_or_default()
}

/// The rules about names. All names are compared once; what was found is told at the member that comes second.
///
/// The comparison is behind a function, which the compiler does not look into before the name was judged by itself: where
/// one field is no metric, nothing can be compared.
fn names(set: &Set<'_>) -> TokenStream {
    let (core, ident) = (&set.core, &set.input.ident);
    let schema = quote! { <#ident as #core::Metrics>::SCHEMA };
    let count = Literal::usize_unsuffixed(set.members().count());
    let members = set.members().map(|(index, field)| member_name(core, index, field));
    quote! {
        const __CLASHES: &'static [bool] = &#core::__private::check::clashes::<#count>(#schema);
        #[track_caller]
        const fn __distinct(member: usize) {
            #core::__private::check::distinct(#schema, member, __CLASHES[member]);
        }
        #(#members)*
    }
}

/// One constant for both rules.
fn member_name(core: &CratePath, index: usize, field: &Field<'_>) -> TokenStream {
    let (place, index) = (field.place(), Literal::usize_unsuffixed(index));
    let itself = match &field.role {
        Role::Metric(metric) => {
            let schema = schema_name(metric);
            let rule = call(core, &place, "metric_name", &quote! { &#schema });
            Some(quote! { #rule; })
        }
        _ => None,
    };
    let (start, _) = ends(&place);
    let distinct = quote_spanned! {start=> __distinct(#index) };
    quote_spanned! {start=> const _: () = { #itself #distinct }; }
}
