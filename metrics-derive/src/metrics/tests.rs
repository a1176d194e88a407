use quote::ToTokens;
use syn::{DeriveInput, parse_quote};

use super::derive;
use crate::golden::{expands, mistakes};

#[test]
fn kinds() {
    expands("metrics_kinds", derive);
}

#[test]
fn nested() {
    expands("metrics_nested", derive);
}

#[test]
fn skip() {
    expands("metrics_skip", derive);
}

#[test]
fn mistakes_leave_a_stand_in() {
    expands("metrics_mistakes", derive);
}

#[test]
fn every_mistake_is_told() {
    let input: DeriveInput = parse_quote! {
        #[metric(prefix = "shop")]
        #[metrics(unit = "bytes", crate = self::core)]
        struct Shop {
            #[metric(unit = "bytes", uint = "bytes")]
            orders: Counter,
            /// Asked.
            #[metric(name = "orders", help = "asked")]
            asked: Counter,
            /// Answered.
            #[metric(name = "orders")]
            answered: Counter,
            #[metric(skip, unit = "bytes")]
            cache: Cache,
            #[metrics(flatten, prefix = "http")]
            #[metric(unit = "bytes")]
            http: HttpMetrics,
            #[metrics(unit = "bytes")]
            other: HttpMetrics,
            /// Build.
            #[metric(info(version = "1", version))]
            build: Info,
        }
    };
    let expected = [
        "`#[metric(…)]` describes one field: on the struct write `#[metrics(…)]`",
        "`unit` is no key of `#[metrics(…)]` on a struct: it belongs on a field, as `#[metric(unit = \"bytes\")]`",
        "a path that is relative to this module: write an absolute one, such as `crate::reexport::metrics_core` or \
         `::facade::metrics_core`",
        "`uint` is no key of `#[metric(…)]`, did you mean `unit`? (its keys: `name`, `unit`, `buckets`, `quantiles`, `window`, \
         `native`, `max_series`, `touched_only`, `info`, `rows`, `max_rows`, `skip`)",
        "`orders` does not say what it measures: write a doc comment above it, such as `/// Orders processed.`; its \
         first paragraph becomes the metric's help text",
        "`help` is no key of `#[metric(…)]`: the help text is the field's doc comment, `/// …`",
        "`unit` describes a metric, but this field is skipped: remove `unit` or `skip`",
        "`flatten` leaves the names as they are, `prefix` does not: write one of them",
        "`unit` describes a metric, but `http` is marked as a nested set by `#[metrics(…)]`: remove one of the \
         attributes",
        "`unit` is no key of `#[metrics(…)]` on a field, which marks a nested set: for a metric write \
         `#[metric(…)]`, without an `s`",
        "two labels are called `version`",
        "`version` is first given here",
        "two metrics of this set are called `orders`",
        "`orders` is first given here",
    ];
    assert_eq!(mistakes(derive(&input)), expected);
}

#[test]
fn only_structs_with_named_fields_are_sets() {
    let items: [(DeriveInput, &str); 4] = [
        (
            parse_quote!(
                struct Shop;
            ),
            "a struct without fields",
        ),
        (
            parse_quote!(
                struct Shop(Counter);
            ),
            "a tuple struct, whose fields have no names",
        ),
        (
            parse_quote!(
                enum Shop {
                    Orders,
                }
            ),
            "an enum; for the values of a label write `#[derive(Label)]`",
        ),
        (parse_quote!(union Shop { orders: Counter }), "a union"),
    ];
    for (item, what) in items {
        let expected =
            "a metric set is a struct with named fields, one for each metric; this is ".to_owned() + what;
        assert_eq!(mistakes(derive(&item)), [expected], "{}", item.to_token_stream());
    }
}

#[test]
fn a_set_may_be_empty() {
    let item: DeriveInput = parse_quote!(
        struct Nothing {}
    );
    assert_eq!(mistakes(derive(&item)), [""; 0]);
}

#[test]
fn where_all_is_given_nothing_is_left_to_a_default() {
    let expanded = |native: proc_macro2::TokenStream| {
        let input: DeriveInput = parse_quote! {
            struct Set {
                /// Sizes.
                #[metric(#native)]
                size: Histogram,
            }
        };
        derive(&input).to_string()
    };
    let all = expanded(quote::quote!(native(schema = 1, max_buckets = 2, zero_threshold = 0.5)));
    assert!(all.contains("{ schema : 1 , max_buckets : 2 , zero_threshold : 0.5 }"), "{all}");
    let some = expanded(quote::quote!(native(schema = 1, max_buckets = 2)));
    assert!(some.contains("{ schema : 1 , max_buckets : 2 , .. ::"), "{some}");
}
