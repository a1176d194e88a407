//! The derives withstand whatever is typed: the items of the tests, and mutations of them.

use fixture_mutations::{Mutator, deriving, rounds, withstands};
use proc_macro2::TokenStream;
use syn::DeriveInput;

type Derive = fn(&DeriveInput) -> TokenStream;

const DERIVES: [(&str, Derive); 4] = [
    ("Metrics", crate::metrics::derive),
    ("Label", crate::label::derive),
    ("LabelSet", crate::label_set::derive),
    ("ErrorLabel", crate::error_label::derive),
];

#[test]
fn any_input_is_answered() {
    let corpus: Vec<TokenStream> = DERIVES.iter().flat_map(|(name, _)| deriving(name)).collect();
    let mut mutator = Mutator::new(1, &corpus);
    let mut reached = 0;
    for _ in 0..rounds() {
        let item = mutator.choose(&corpus).clone();
        let item = mutator.mutate(item);
        // What is no item never reaches a derive.
        let Ok(input) = syn::parse2::<DeriveInput>(item.clone()) else { continue };
        reached += 1;
        for (_, derive) in DERIVES {
            withstands(&item, || derive(&input));
        }
    }
    assert!(reached > rounds() / 10, "only {reached} mutations were items");
}

/// A derive sees what the compiler parsed: its own items expand without an error of the grammar, or with one.
#[test]
fn the_items_of_the_tests_are_answered() {
    for (name, derive) in DERIVES {
        for item in deriving(name) {
            let input = syn::parse2::<DeriveInput>(item.clone()).expect("an item");
            withstands(&item, || derive(&input));
        }
    }
}
