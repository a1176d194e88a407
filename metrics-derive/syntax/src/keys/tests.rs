use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Ident, LitInt, LitStr, parse_quote};

use super::{Key, Keys};
use crate::{Errors, Once};

#[derive(Default)]
struct Facts {
    name: Once<LitStr>,
    skip: Once<Option<LitInt>>,
    quiet: Once<()>,
    only: Once<Ident>,
    some: Once<Option<Ident>>,
}

const KEYS: Keys<Facts> = Keys {
    attribute: "#[test(…)]",
    known: &[
        Key {
            name: "name",
            usage: "name = \"a\"",
            read: |facts, entry| facts.name.set(&entry.key, entry.literal()?),
        },
        Key {
            name: "skip",
            usage: "skip = 1",
            read: |facts, entry| facts.skip.set(&entry.key, entry.optional_value()?),
        },
        Key {
            name: "quiet",
            usage: "quiet",
            read: |facts, entry| facts.quiet.set(&entry.key, entry.flag()?),
        },
        Key {
            name: "only",
            usage: "only(a)",
            read: |facts, entry| facts.only.set(&entry.key, entry.list()?.parse()?),
        },
        Key {
            name: "some",
            usage: "some(a)",
            read: |facts, entry| {
                let list = entry.optional_list()?;
                facts.some.set(&entry.key, list.map(|list| list.parse()).transpose()?)
            },
        },
    ],
    elsewhere: &[("rename", "the key is `name`")],
};

fn read(arguments: TokenStream) -> (Facts, Vec<String>) {
    let (mut facts, mut errors) = (Facts::default(), Errors::default());
    KEYS.read_arguments(arguments, &mut facts, &mut errors);
    (facts, messages(errors))
}

fn messages(errors: Errors) -> Vec<String> {
    errors.finish(()).err().into_iter().flatten().map(|error| error.to_string()).collect()
}

fn mistakes(arguments: TokenStream) -> Vec<String> {
    read(arguments).1
}

#[test]
fn all_forms_are_read() {
    let (facts, mistakes) = read(quote!(name = "x", skip, quiet, only(this)));
    assert_eq!(mistakes, [""; 0]);
    assert_eq!(facts.name.get().unwrap().value(), "x");
    assert!(facts.skip.get().unwrap().is_none());
    assert!(facts.quiet.is_set());
    assert_eq!(facts.only.get().unwrap(), "this");

    let (facts, mistakes) = read(quote!(skip = 3,));
    assert_eq!(mistakes, [""; 0]);
    assert_eq!(facts.skip.get().unwrap().as_ref().unwrap().base10_digits(), "3");
    assert_eq!(mistakes_of_nothing(), [""; 0]);
}

fn mistakes_of_nothing() -> Vec<String> {
    mistakes(quote!())
}

#[test]
fn every_mistake_is_reported() {
    let found = mistakes(quote!(nam = "x", quiet = 1, colour(red, green), name, name = 5, skip = 1, skip));
    assert_eq!(
        found,
        [
            "`nam` is no key of #[test(…)], did you mean `name`? (its keys: `name`, `skip`, `quiet`, `only`, `some`)",
            "`quiet` takes another form: write `quiet`",
            "`colour` is no key of #[test(…)] (its keys: `name`, `skip`, `quiet`, `only`, `some`)",
            "`name` takes another form: write `name = \"a\"`",
            "expected a string in quotes: write `name = \"a\"`",
            "`skip` is given twice",
            "first given here",
        ]
    );
}

#[test]
fn a_key_that_is_at_home_elsewhere_is_shown_the_way() {
    assert_eq!(mistakes(quote!(rename = "x")), ["`rename` is no key of #[test(…)]: the key is `name`"]);
}

#[test]
fn malformed_entries_say_how_it_is_written() {
    assert_eq!(mistakes(quote!(name("x"))), ["`name` takes another form: write `name = \"a\"`"]);
    assert_eq!(mistakes(quote!(name = )), ["`name` takes another form: write `name = \"a\"`"]);
    assert_eq!(mistakes(quote!(only = x)), ["`only` takes another form: write `only(a)`"]);
    assert_eq!(mistakes(quote!(name = "x" quiet)), ["expected a comma or the end: write `name = \"a\"`"]);
    assert_eq!(mistakes(quote!("x")), ["expected one of the keys `name`, `skip`, `quiet`, `only`, `some`"]);
    assert_eq!(
        mistakes(quote!(, quiet)),
        ["expected one of the keys `name`, `skip`, `quiet`, `only`, `some`"]
    );
}

#[test]
fn leftovers_in_brackets_are_reported_once() {
    assert_eq!(mistakes(quote!(only(a, b))), ["unexpected token, expected `)`"]);
    assert_eq!(mistakes(quote!(only(5, 6))), ["expected identifier"]);
}

#[test]
fn an_attribute_has_brackets() {
    let attributes: [Attribute; 2] = [parse_quote!(#[test]), parse_quote!(#[test = "x"])];
    for attribute in attributes {
        let mut errors = Errors::default();
        KEYS.read(&attribute, &mut Facts::default(), &mut errors);
        assert_eq!(
            messages(errors),
            ["expected #[test(…)] with at least one of the keys `name`, `skip`, `quiet`, `only`, `some`"]
        );
    }
}

#[test]
fn a_list_may_be_left_out() {
    let (facts, errors) = read(quote!(some(a), quiet));
    assert!(errors.is_empty() && facts.some.get().unwrap().as_ref().unwrap() == "a");
    let (facts, errors) = read(quote!(some, quiet));
    assert!(errors.is_empty() && facts.some.get().unwrap().is_none() && facts.quiet.is_set());
    assert_eq!(read(quote!(some = 1)).1, ["`some` takes another form: write `some(a)`"]);
}
