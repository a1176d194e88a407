//! The code for a metric set that was understood.

use metrics_derive_syntax::CratePath;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

use super::check;
use super::model::{Field, Metric, Role, Set};
use crate::local::{self, local};
use crate::qualified::{inherent, qualified};

pub(super) fn expand(set: &Set<'_>) -> TokenStream {
    let parts = [metrics(set), constructor(set), default(set), implementation(set), check::checks(set)];
    quote! { const _: () = { #(#parts)* }; }
}

/// The rules about what was understood, where something else was not: they are broken in the same compile.
pub(super) fn only_checks(set: &Set<'_>) -> TokenStream {
    if !set.input.generics.params.is_empty() {
        return TokenStream::new();
    }
    let (metrics, checks) = (metrics(set), check::of_parts(set));
    quote! { const _: () = { #metrics #checks }; }
}

/// What the fields say, each as a type as well, from which the metric learns it; and what each metric makes of that.
///
/// A list, and one type with a number: the compiler looks at each item for itself, which is most of what a set of a
/// thousand metrics costs. What the metrics make of it is no list: one field that is no metric would hide what is wrong with
/// all others.
fn metrics(set: &Set<'_>) -> TokenStream {
    let core = &set.core;
    if set.metrics().next().is_none() {
        return TokenStream::new();
    }
    let buckets = set.metrics().map(|(_, metric)| buckets(core, metric));
    let specs = set.metrics().map(|(field, metric)| spec(core, field, metric));
    let schemas = set.metrics().map(|(field, metric)| metric_schema(core, field, metric));
    quote! {
        #(#buckets)*
        const __SPECS: &'static [#core::schema::FieldSpec] = &[#(#specs),*];
        enum __Field<const NUMBER: usize> {}
        impl<const NUMBER: usize> #core::schema::Spec for __Field<NUMBER> {
            const SPEC: #core::schema::FieldSpec = __SPECS[NUMBER];
        }
        #(#schemas)*
    }
}

fn buckets(core: &CratePath, metric: &Metric) -> Option<TokenStream> {
    let (name, bounds) = (buckets_name(metric), metric.buckets.as_ref()?.bounds(core));
    Some(quote! { const #name: &'static [f64] = #bounds; })
}

fn metric_schema(core: &CratePath, field: &Field<'_>, metric: &Metric) -> TokenStream {
    let (name, schema) = (schema_name(metric), qualified(field.ty, &metric_trait(core, metric), "SCHEMA"));
    quote! { const #name: #core::schema::MetricSchema = #schema; }
}

/// How generated code calls the description of a metric.
pub(super) fn schema_name(metric: &Metric) -> Ident {
    format_ident!("__METRIC{}", metric.number)
}

/// How generated code calls the bounds of a metric's buckets.
pub(super) fn buckets_name(metric: &Metric) -> Ident {
    format_ident!("__BUCKETS{}", metric.number)
}

/// What the field says, on top of what a field says at least.
fn spec(core: &CratePath, field: &Field<'_>, metric: &Metric) -> TokenStream {
    let (help, buckets) = (&metric.help, buckets_name(metric));
    let name = field.ident.unraw().to_string();
    let name = metric.name.as_ref().map_or_else(|| quote!(#name), |name| quote!(#name));
    let least = quote! { #core::schema::FieldSpec::new(#name, #help) };
    let more: Vec<_> = [
        metric.unit.as_ref().map(|unit| quote! { unit: #unit }),
        metric.buckets.as_ref().map(|_| quote! { buckets: ::core::option::Option::Some(#core::__private::check::bounds_or_stand_in(#buckets)) }),
        metric.quantiles.as_ref().map(|quantiles| quote! { quantiles: &#quantiles }),
        metric.window.as_ref().map(|window| quote! { window: ::core::option::Option::Some(#core::__private::check::window_or_stand_in(#window)) }),
        metric.native.as_ref().map(|native| native.spec(core)).map(|spec| quote! { native: ::core::option::Option::Some(#spec) }),
        metric.touched_only.then(|| quote! { touched_only: true }),
        (!metric.info.is_empty()).then(|| info(core, metric)),
        (!metric.rows.is_empty()).then(|| rows(core, metric)),
        metric.max_rows.as_ref().map(|max| quote! { max_rows: ::core::option::Option::Some(#max) }),
    ]
    .into_iter()
    .flatten()
    .collect();
    if more.is_empty() {
        least
    } else {
        quote! { #core::schema::FieldSpec { #(#more,)* ..#least } }
    }
}

fn info(core: &CratePath, metric: &Metric) -> TokenStream {
    let labels = metric.info.iter().map(|label| {
        let name = label.name.unraw().to_string();
        let value = label.value.as_ref().map_or_else(
            || quote! { ::core::option::Option::None },
            |value| quote! { ::core::option::Option::Some(#value) },
        );
        quote! { #core::schema::InfoSpec { name: #name, value: #value } }
    });
    quote! { info: &[#(#labels),*] }
}

fn rows(core: &CratePath, metric: &Metric) -> TokenStream {
    let labels = metric.rows.iter().map(|label| label.unraw().to_string());
    quote! { rows: &[#(#core::label::LabelSchema::in_rows(#labels)),*] }
}

fn constructor(set: &Set<'_>) -> TokenStream {
    let (ident, vis) = (&set.input.ident, &set.input.vis);
    let members = set.members().map(|(_, field)| member_value(&set.core, field));
    let skipped = set.fields.iter().filter_map(skipped_value);
    // `Default::default()` is no constant function.
    let constant = !set.fields.iter().any(|field| matches!(field.role, Role::Skipped(None)));
    let constness = constant.then(|| quote!(const));
    quote! {
        #[automatically_derived]
        impl #ident {
            /// A metric set whose series are all at zero.
            #[must_use]
            #vis #constness fn new() -> Self {
                Self { #(#members,)* #(#skipped,)* }
            }
        }
    }
}

fn member_value(core: &CratePath, field: &Field<'_>) -> TokenStream {
    let (ident, ty) = (local::field(field.ident), field.ty);
    let Role::Metric(metric) = &field.role else {
        let new = inherent(ty, "new");
        return quote! { #ident: #new() };
    };
    let new = qualified(ty, &metric_trait(core, metric), "NEW");
    quote! { #ident: #new }
}

/// What the type of a metric implements.
fn metric_trait(core: &CratePath, metric: &Metric) -> TokenStream {
    let number = Literal::usize_unsuffixed(metric.number);
    quote! { #core::Metric<__Field<#number>> }
}

fn skipped_value(field: &Field<'_>) -> Option<TokenStream> {
    let ident = local::field(field.ident);
    match &field.role {
        Role::Skipped(Some(value)) => Some(quote! { #ident: #value }),
        Role::Skipped(None) => {
            let default = qualified(field.ty, &quote! { ::core::default::Default }, "default");
            Some(quote! { #ident: #default() })
        }
        _ => None,
    }
}

fn default(set: &Set<'_>) -> TokenStream {
    let ident = &set.input.ident;
    quote! {
        #[automatically_derived]
        impl ::core::default::Default for #ident {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}

fn implementation(set: &Set<'_>) -> TokenStream {
    let (core, ident, schema) = (&set.core, &set.input.ident, schema(set));
    let arms = set.members().map(|(index, field)| member(core, index, field));
    let index = local("index");
    quote! {
        #[automatically_derived]
        impl #core::Metrics for #ident {
            const SCHEMA: &'static #core::schema::SetSchema = &#schema;

            fn member(&self, #index: usize) -> ::core::option::Option<#core::Member<'_>> {
                match #index { #(#arms)* _ => ::core::option::Option::None }
            }
        }
    }
}

fn member(core: &CratePath, index: usize, field: &Field<'_>) -> TokenStream {
    let of = if let Role::Metric(metric) = &field.role {
        metric_trait(core, metric)
    } else {
        quote! { #core::Metrics }
    };
    let member = qualified(field.ty, &of, "as_member");
    let (index, ident) = (Literal::usize_unsuffixed(index), local::field(field.ident));
    quote! { #index => ::core::option::Option::Some(#member(&self.#ident)), }
}

fn schema(set: &Set<'_>) -> TokenStream {
    let (core, ident) = (&set.core, &set.input.ident);
    let type_name = ident.unraw().to_string();
    let prefix = set.prefix.as_ref().map_or_else(|| quote!(""), |prefix| quote!(#prefix));
    let members = set.members().map(|(_, field)| member_schema(core, field));
    let there = core.at(ident.span());
    let location = quote_spanned! {ident.span()=> #there::__private::Location::caller() };
    quote! {
        #core::schema::SetSchema {
            type_name: #type_name,
            prefix: #prefix,
            members: &[#(#members),*],
            location: #location,
        }
    }
}

fn member_schema(core: &CratePath, field: &Field<'_>) -> TokenStream {
    let prefix = match &field.role {
        Role::Metric(metric) => {
            let schema = schema_name(metric);
            return quote! { #core::schema::MemberSchema::Metric(#schema) };
        }
        Role::Nested(Some(prefix)) => quote!(#prefix),
        _ => quote!(""),
    };
    let schema = qualified(field.ty, &quote! { #core::Metrics }, "SCHEMA");
    quote! { #core::schema::MemberSchema::Set { prefix: #prefix, schema: #schema } }
}
