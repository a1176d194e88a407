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
    let parts = [field_types(set), constructor(set), default(set), implementation(set), check::checks(set)];
    quote! { const _: () = { #(#parts)* }; }
}

/// The rules about what was understood, where something else was not: they are broken in the same compile.
pub(super) fn only_checks(set: &Set<'_>) -> TokenStream {
    if !set.input.generics.params.is_empty() {
        return TokenStream::new();
    }
    let (field_types, checks) = (field_types(set), check::of_parts(set));
    quote! { const _: () = { #field_types #checks }; }
}

/// How generated code calls the field at a position among the members.
///
/// A type of its own for each: of one type with many implementations, the compiler would look at all of them wherever it
/// meets one, which took a fifth of the time for a set of a thousand metrics.
pub(super) fn field_type_name(index: usize) -> Ident {
    format_ident!("__Field{index}")
}

/// Each metric of the set as a type, from which the metric learns what its field says.
fn field_types(set: &Set<'_>) -> TokenStream {
    set.metrics().map(|(index, field, metric)| field_type(&set.core, index, field, metric)).collect()
}

fn field_type(core: &CratePath, index: usize, field: &Field<'_>, metric: &Metric) -> TokenStream {
    let (name, spec) = (field_type_name(index), spec(core, field, metric));
    let schema = qualified(field.ty, &quote! { #core::Metric<Self> }, "SCHEMA");
    let buckets = metric.buckets.as_ref().map(|buckets| buckets.bounds(core));
    let buckets = buckets.map(|bounds| quote! { const BUCKETS: &'static [f64] = #bounds; });
    quote! {
        enum #name {}
        impl #name {
            #buckets
            const SCHEMA: #core::schema::MetricSchema = #schema;
        }
        impl #core::schema::Spec for #name {
            const SPEC: #core::schema::FieldSpec = #spec;
        }
    }
}

/// What the field says, on top of what a field says at least.
fn spec(core: &CratePath, field: &Field<'_>, metric: &Metric) -> TokenStream {
    let help = &metric.help;
    let name = field.ident.unraw().to_string();
    let name = metric.name.as_ref().map_or_else(|| quote!(#name), |name| quote!(#name));
    let least = quote! { #core::schema::FieldSpec::new(#name, #help) };
    let more: Vec<_> = [
        metric.unit.as_ref().map(|unit| quote! { unit: #unit }),
        metric.buckets.as_ref().map(|_| quote! { buckets: ::core::option::Option::Some(#core::__private::check::bounds_or_stand_in(Self::BUCKETS)) }),
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
    let members = set.members().map(|(index, field)| member_value(&set.core, index, field));
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

fn member_value(core: &CratePath, index: usize, field: &Field<'_>) -> TokenStream {
    let (ident, ty) = (local::field(field.ident), field.ty);
    if matches!(field.role, Role::Nested(_)) {
        let new = inherent(ty, "new");
        return quote! { #ident: #new() };
    }
    let new = qualified(ty, &member_trait(core, index, field), "NEW");
    quote! { #ident: #new }
}

/// What the type of a member implements.
fn member_trait(core: &CratePath, index: usize, field: &Field<'_>) -> TokenStream {
    if matches!(field.role, Role::Nested(_)) {
        return quote! { #core::Metrics };
    }
    let name = field_type_name(index);
    quote! { #core::Metric<#name> }
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
    let member = qualified(field.ty, &member_trait(core, index, field), "as_member");
    let (index, ident) = (Literal::usize_unsuffixed(index), local::field(field.ident));
    quote! { #index => ::core::option::Option::Some(#member(&self.#ident)), }
}

fn schema(set: &Set<'_>) -> TokenStream {
    let (core, ident) = (&set.core, &set.input.ident);
    let type_name = ident.unraw().to_string();
    let prefix = set.prefix.as_ref().map_or_else(|| quote!(""), |prefix| quote!(#prefix));
    let members = set.members().map(|(index, field)| member_schema(core, index, field));
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

fn member_schema(core: &CratePath, index: usize, field: &Field<'_>) -> TokenStream {
    let name = field_type_name(index);
    let Role::Nested(prefix) = &field.role else {
        return quote! { #core::schema::MemberSchema::Metric(#name::SCHEMA) };
    };
    let prefix = prefix.as_ref().map_or_else(|| quote!(""), |prefix| quote!(#prefix));
    let schema = qualified(field.ty, &quote! { #core::Metrics }, "SCHEMA");
    quote! { #core::schema::MemberSchema::Set { prefix: #prefix, schema: #schema } }
}
