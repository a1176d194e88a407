//! The attributes withstand whatever is typed: the items of the tests, and mutations of them.

use fixture_mutations::{Annotated, Mutator, annotated, rounds, withstands};
use proc_macro2::TokenStream;
use quote::quote;

type Attribute = fn(TokenStream, TokenStream) -> TokenStream;

const ATTRIBUTES: [(&str, Attribute); 2] =
    [("track_metrics", crate::track::attribute), ("register", crate::register::attribute)];

#[test]
fn any_input_is_answered() {
    for (name, attribute) in ATTRIBUTES {
        let corpus = annotated(name);
        let mut mutator =
            Mutator::new(2, corpus.iter().flat_map(|Annotated { arguments, item }| [arguments, item]));
        for round in 0..rounds() {
            let (arguments, item) =
                (mutator.choose(&corpus).arguments.clone(), mutator.choose(&corpus).item.clone());
            let arguments = if round % 2 == 0 { mutator.mutate(arguments) } else { arguments };
            let item = if round % 3 > 0 { mutator.mutate(item) } else { item };
            withstands(&quote! { #[track_metrics(#arguments)] #item }, || {
                attribute(arguments.clone(), item.clone())
            });
        }
    }
}

#[test]
fn the_items_of_the_tests_are_answered() {
    for (name, attribute) in ATTRIBUTES {
        for Annotated { arguments, item } in annotated(name) {
            withstands(&item, || attribute(arguments.clone(), item.clone()));
        }
    }
}
