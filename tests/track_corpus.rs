//! Each function of the corpus behaves as without the attribute, and is counted right.
//!
//! A case is a module with functions that carry `#[attribute]`, and `check`, which tries them and says how their calls
//! end. `ci/attributes` compiles the same cases without an attribute, and with those of others.

#![deny(warnings)]
#![allow(unreachable_pub, clippy::all, clippy::pedantic)] // functions are here for their shape

#[path = "corpus/attributes.rs"]
mod attributes;
#[path = "corpus/blocks.rs"]
mod blocks;
#[path = "corpus/bodies.rs"]
mod bodies;
#[path = "corpus/dropping.rs"]
mod dropping;
#[path = "corpus/futures.rs"]
mod futures;
#[path = "corpus/idioms.rs"]
mod idioms;
#[path = "corpus/parameters.rs"]
mod parameters;
#[path = "corpus/receivers.rs"]
mod receivers;
#[path = "corpus/returns.rs"]
mod returns;
#[path = "corpus/services.rs"]
mod services;
#[path = "corpus/support.rs"]
mod support;
#[path = "corpus/surroundings.rs"]
mod surroundings;

use std::fs;

use metrics_core::{Registry, track_metrics as attribute};
use support::Calls;

/// The name of a case, and the case.
macro_rules! cases {
    ($($file:ident: $($case:ident)*;)*) => {
        [$($((concat!(stringify!($file), "::", stringify!($case)), $file::$case::check as fn() -> Calls)),*),*]
    };
}

const CASES: [(&str, fn() -> Calls); 117] = cases! {
    receivers: free_function associated_function by_reference by_value smart_pointers smart_pointers_later trait_impl;
    blocks: generic_impl impl_block inline_module drop_and_deref default_body async_in_traits future_of_trait_kept_open;
    parameters: patterns patterns_later mutable without_debug conditional raw_identifiers names_of_wrappers generics no_bounds higher_ranked late_bound_lifetimes lifetimes_of_futures assigned_anew;
    dropping: moved_in_part order_of_dropping order_of_dropping_later order_of_dropping_on_cancellation unused_and_never_polled ignored temporaries_at_the_end;
    returns: nothing never never_later alias_of_result alias_that_is_no_result projection opaque_iterator opaque_in_result opaque_later trait_object trait_object_later returned_closure coerced_slice inferred_collection borrowed_from_two control_flow uninhabited_error;
    futures: opaque_future boxed_future statements_before_boxing recursion_by_box never_polled cancelled polled_after_panic polled_after_end between_threads not_send send_but_not_sync size called_by_closures unsafe_async inner_future_of_trait;
    attributes: unsafe_function foreign_abi unwinding_abi no_mangle track_caller track_caller_with_result documented must_use_later deprecated conditional_attributes lint_levels inner_attributes one_line forbidden_unsafe visibilities;
    bodies: early_returns early_returns_later labels_and_loops diverging panicking called_while_panicking recursive nested two_of_one_name written_by_macro macros_in_the_body closures_in_the_body guards_held let_else_and_match;
    surroundings: shadowed_names no_prelude shadowed_macros shadowed_primitives strict_lints traits_with_like_names;
    services: executors polling builders hooks futures_with_more_traits asynchronous_closures captures tried_inside;
    idioms: operators iterators reference_patterns never_in_arms many_parameters parts_of_macros items_in_the_body borrowed_at_the_end;
};

#[test]
fn each_behaves_and_is_counted() {
    for (name, check) in CASES {
        let expected = check();
        assert_eq!(calls(name), expected.map(|count| count as f64), "{name}");
    }
}

#[test]
fn none_is_left_out() {
    let files = fs::read_dir("tests/corpus").unwrap().map(|entry| entry.unwrap().path());
    let sources = files.filter(|path| path.is_file()).map(|path| fs::read_to_string(path).unwrap());
    let there: usize =
        sources.map(|source| source.lines().filter(|line| line.starts_with("pub mod ")).count()).sum();
    assert_eq!(CASES.len(), there);
}

/// The calls of the functions of a case, and of those in its module `inner`, by outcome.
fn calls(name: &str) -> [f64; 4] {
    let snapshot = Registry::global().snapshot();
    let module = format!("{}::{name}", module_path!());
    ["ok", "error", "panic", "cancelled"].map(|outcome| {
        let of =
            |module: &str| snapshot.sum("function_calls_total", &[("module", module), ("outcome", outcome)]);
        of(&module) + of(&format!("{module}::inner"))
    })
}
