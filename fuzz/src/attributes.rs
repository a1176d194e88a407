//! The attributes, given whatever somebody may have typed: their arguments in the first line, the item in the others.
//! Begins with the items of the tests.

#![no_main]

#[path = "../../metrics-attr/src/register.rs"]
mod register;
mod tokens;
#[path = "../../metrics-attr/src/track/mod.rs"]
mod track;

use fixture_mutations::{Annotated, annotated, withstands};
use libfuzzer_sys::fuzz_target;
use proc_macro2::TokenStream;

const ATTRIBUTES: [(&str, fn(TokenStream, TokenStream) -> TokenStream); 2] =
    [("track_metrics", track::attribute), ("register", register::attribute)];

fn written(annotated: Annotated) -> String {
    format!("{}\n{}", annotated.arguments, annotated.item).replace('\r', "")
}

fuzz_target!(
    init: { tokens::sow(ATTRIBUTES.iter().flat_map(|(name, _)| annotated(name)).map(written)) },
    |text: &str| {
        let (arguments, item) = text.split_once('\n').unwrap_or(("", text));
        let Some((arguments, item)) = tokens::tokens(arguments).zip(tokens::tokens(item)) else { return };
        // The compiler hands over items only.
        if syn::parse2::<syn::Item>(item.clone()).is_err() {
            return;
        }
        for (_, attribute) in ATTRIBUTES {
            withstands(&item, || attribute(arguments.clone(), item.clone()));
        }
    }
);
