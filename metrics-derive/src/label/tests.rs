use quote::ToTokens;
use syn::{DeriveInput, parse_quote};

use super::derive;
use crate::golden::{expands, mistakes};

#[test]
fn values_are_known() {
    expands("label_enum", derive);
}

#[test]
fn other_makes_the_conversion_total() {
    expands("label_other", derive);
}

#[test]
fn values_are_bounded() {
    expands("label_bounded", derive);
}

#[test]
fn mistakes_leave_a_stand_in() {
    expands("label_mistakes", derive);
}

#[test]
fn every_mistake_is_told() {
    let input: DeriveInput = parse_quote! {
        #[label(rename = "method", rename_all = "loud")]
        enum Method<T> {
            Get,
            #[label(other)]
            Put,
            #[label(other, name = "get")]
            Post { body: T },
            #[label(rename = "get")]
            Third(u8),
        }
    };
    let expected = [
        "the values of a label must be known to the compiler, so it cannot be generic: write one type for each set of \
         values",
        "`rename` is no key of `#[label(…)]` on an enum: the label's name is `name = \"…\"`, the spelling of all \
         values `rename_all = \"…\"`",
        "there is no such case: write one of \"lowercase\", \"UPPERCASE\", \"snake_case\", \"SCREAMING_SNAKE_CASE\", \
         \"kebab-case\", \"SCREAMING-KEBAB-CASE\", \"camelCase\", \"PascalCase\"",
        "`name` is no key of `#[label(…)]` on a variant: the value of a variant is `rename = \"…\"`",
        "`Post` carries data, so it stands for more than one value: drop the data here and put it into a log or a \
         trace; what has few values itself becomes a label of its own, beside this one in a tuple or a `LabelSet`",
        "`Third` carries data, so it stands for more than one value: drop the data here and put it into a log or a \
         trace; what has few values itself becomes a label of its own, beside this one in a tuple or a `LabelSet`",
        "two variants have the value \"get\": give one of them another with `#[label(rename = \"…\")]`",
        "`get` is first given here",
        "one variant stands for all other values: remove `other` from the rest",
        "first given here",
    ];
    assert_eq!(mistakes(derive(&input)), expected);
}

#[test]
fn what_cannot_be_a_label_is_shown_the_way_out() {
    let items: [(DeriveInput, &str); 6] = [
        (
            parse_quote!(
                enum Never {}
            ),
            "a label needs at least one value: add a variant",
        ),
        (
            parse_quote!(
                struct Unit;
            ),
            "a label needs at least one value: write an enum",
        ),
        (parse_quote!(union Bits { a: u8 }), "a union has no finite set of values: write an enum"),
        (
            parse_quote!(
                struct Pair(A, B);
            ),
            "a label is one dimension, so a struct that is one has one field",
        ),
        (
            parse_quote!(
                struct Order {
                    outcome: Outcome,
                }
            ),
            "a label is one dimension, and a struct with named fields",
        ),
        (
            parse_quote!(
                struct Tenant(#[label(other = "rest")] Bounded<3>);
            ),
            "write `#[label(…)]` on the struct, not",
        ),
    ];
    for (item, message) in items {
        let found = mistakes(derive(&item));
        assert!(found.len() == 1 && found[0].starts_with(message), "{}: {found:?}", item.to_token_stream());
    }
}
