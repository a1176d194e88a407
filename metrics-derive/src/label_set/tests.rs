use quote::ToTokens;
use syn::{DeriveInput, parse_quote};

use super::derive;
use crate::golden::{expands, mistakes};

#[test]
fn fields_are_labels() {
    expands("label_set", derive);
}

#[test]
fn every_mistake_is_told() {
    let input: DeriveInput = parse_quote! {
        #[labels(rename_all = "UPPERCASE")]
        struct Order {
            outcome: Outcome,
            #[label(rename = "outcome", name = "result")]
            result: Outcome,
            #[labels(rename = "verb")]
            method: Method,
        }
    };
    let expected = [
        "`rename_all` is no key of `#[labels(…)]` on a struct: write `#[label(rename = \"…\")]` on the fields that \
         need it",
        "`name` is no key of `#[label(…)]` on a field: the key is `rename`",
        "`#[labels(…)]` belongs on the struct: on a field write `#[label(…)]`",
        "two labels of this set are called `outcome`",
        "`outcome` is first given here",
    ];
    assert_eq!(mistakes(derive(&input)), expected);
}

#[test]
fn what_cannot_be_a_label_set_is_shown_the_way_out() {
    let items: [(DeriveInput, &str); 6] = [
        (
            parse_quote!(
                struct Nothing;
            ),
            "a label set without labels is written `()`",
        ),
        (
            parse_quote!(
                struct Nothing {}
            ),
            "a label set without labels is written `()`",
        ),
        (
            parse_quote!(
                enum Method {
                    Get,
                }
            ),
            "an enum is one label, not a set of them",
        ),
        (
            parse_quote!(
                struct Pair(A, B);
            ),
            "a label set is a struct with named fields, which name the labels: name",
        ),
        (
            parse_quote!(union Bits { a: A }),
            "a label set is a struct with named fields, which name the labels; this",
        ),
        (
            parse_quote!(
                struct Order<L: Label> {
                    label: L,
                }
            ),
            "the values of all labels must be known to the compiler",
        ),
    ];
    for (item, message) in items {
        let found = mistakes(derive(&item));
        assert!(found.len() == 1 && found[0].starts_with(message), "{}: {found:?}", item.to_token_stream());
    }
}
