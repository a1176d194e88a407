//! The derives, given whatever somebody may have typed. Begins with the items of the tests.

#![no_main]

#[path = "../../metrics-derive/src/case.rs"]
mod case;
#[path = "../../metrics-derive/src/error_label/mod.rs"]
mod error_label;
#[path = "../../metrics-derive/src/label/mod.rs"]
mod label;
#[path = "../../metrics-derive/src/label_set/mod.rs"]
mod label_set;
#[path = "../../metrics-derive/src/local.rs"]
mod local;
#[path = "../../metrics-derive/src/metrics/mod.rs"]
mod metrics;
#[path = "../../metrics-derive/src/qualified.rs"]
mod qualified;
#[path = "../../metrics-derive/src/stub.rs"]
mod stub;
mod tokens;

use fixture_mutations::{deriving, withstands};
use libfuzzer_sys::fuzz_target;
use proc_macro2::TokenStream;
use syn::DeriveInput;

const DERIVES: [(&str, fn(&DeriveInput) -> TokenStream); 4] = [
    ("Metrics", metrics::derive),
    ("Label", label::derive),
    ("LabelSet", label_set::derive),
    ("ErrorLabel", error_label::derive),
];

fuzz_target!(
    init: {
        tokens::sow(DERIVES.iter().flat_map(|(name, _)| deriving(name)).map(|item| item.to_string()));
    },
    |text: &str| {
        let Some(item) = tokens::tokens(text) else { return };
        let Ok(input) = syn::parse2::<DeriveInput>(item.clone()) else { return };
        for (_, derive) in DERIVES {
            withstands(&item, || derive(&input));
        }
    }
);
