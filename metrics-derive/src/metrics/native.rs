//! `native` and `native(…)`: exponential buckets.

use metrics_derive_syntax::{Count, CratePath, Entry, Float, Key, Keys, Once, at_both, check};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Expr, Ident};

/// What a field says about its exponential buckets.
pub(super) struct Native {
    key: Ident,
    keys: NativeKeys,
}

#[derive(Default)]
struct NativeKeys {
    schema: Once<Expr>,
    growth: Once<Float>,
    max_buckets: Once<Count>,
    zero_threshold: Once<Float>,
}

const NATIVE: Keys<NativeKeys> = Keys {
    attribute: "`native(…)`",
    known: &[
        Key {
            name: "schema",
            usage: "schema = 3",
            read: |keys, entry| keys.schema.set(&entry.key, entry.value()?),
        },
        Key {
            name: "growth",
            usage: "growth = 1.1",
            read: |keys, entry| keys.growth.set(&entry.key, entry.value()?),
        },
        Key {
            name: "max_buckets",
            usage: "max_buckets = 160",
            read: |keys, entry| keys.max_buckets.set(&entry.key, entry.value()?),
        },
        Key {
            name: "zero_threshold",
            usage: "zero_threshold = 1e-9",
            read: |keys, entry| keys.zero_threshold.set(&entry.key, entry.value()?),
        },
    ],
    elsewhere: &[
        ("buckets", "classic buckets stand beside it, as `#[metric(buckets = […], native)]`"),
        ("scale", "the key is `schema`"),
        ("factor", "the key is `growth`"),
    ],
};

impl Native {
    pub(super) fn read(entry: &Entry<'_>) -> syn::Result<Self> {
        let mut keys = NativeKeys::default();
        if let Some(list) = entry.optional_list()? {
            NATIVE.read_nested(&list, &mut keys)?;
        }
        if let (Some(growth), Some(schema)) = (keys.growth.key(), keys.schema.key()) {
            let message = "`schema` and `growth` both say how wide the buckets are: write one of them";
            return Err(at_both(growth, message, schema, "`schema` is here"));
        }
        Ok(Self { key: entry.key.clone(), keys })
    }

    /// As a `NativeSpec`.
    pub(super) fn spec(&self, core: &CratePath) -> TokenStream {
        let NativeKeys { schema, growth, max_buckets, zero_threshold } = &self.keys;
        let schema = schema.get().map(|schema| quote! { schema: #schema });
        let growth =
            growth.get().map(|growth| quote! { schema: #core::schema::NativeSpec::schema_for(#growth) });
        let max_buckets = max_buckets.get().map(|max| quote! { max_buckets: #max });
        let zero_threshold = zero_threshold.get().map(|zero| quote! { zero_threshold: #zero });
        let given: Vec<_> = [schema, growth, max_buckets, zero_threshold].into_iter().flatten().collect();
        let default = quote! { #core::schema::NativeSpec::DEFAULT };
        match given.len() {
            0 => default,
            // All there is: nothing is left to the default.
            3 => quote! { #core::schema::NativeSpec { #(#given),* } },
            _ => quote! { #core::schema::NativeSpec { #(#given,)* ..#default } },
        }
    }

    /// The rules about the values, and about the metric.
    pub(super) fn checks(&self, core: &CratePath, schema: &TokenStream) -> TokenStream {
        let NativeKeys { schema: given, growth, max_buckets, zero_threshold } = &self.keys;
        let rules = [
            rule(core, given.get(), "native_schema"),
            rule(core, growth.get(), "native_growth"),
            rule(core, max_buckets.get(), "native_max_buckets"),
            rule(core, zero_threshold.get(), "native_zero_threshold"),
        ];
        [Some(check(core, &self.key, "native", schema))].into_iter().chain(rules).flatten().collect()
    }
}

fn rule(core: &CratePath, value: Option<&impl ToTokens>, rule: &str) -> Option<TokenStream> {
    value.map(|value| check(core, value, rule, &value.to_token_stream()))
}
