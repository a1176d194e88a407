//! `#[track_metrics]` on a module: whatever else is in it, no function is left out.

mod calls;

use calls::calls;
use metrics_core::track_metrics;

/// Before each function is an item with a word, or with braces, that other items begin or end with.
#[track_metrics]
mod shelves {
    #![allow(dead_code, unreachable_pub, unused_braces, unused_imports)] // items are here for their shape

    pub(super) struct Ring<const N: usize>;

    pub(super) fn after_a_const_parameter() {}

    pub(super) struct Reference<T: 'static> {
        pub(super) inner: &'static T,
    }

    pub(super) fn after_a_static_lifetime() {}

    enum Either<T: 'static, const N: usize = { 1 }>
    where
        [T; N]: Sized,
    {
        Left([T; N]),
        Right,
    }

    pub(super) fn after_braces_in_generics() {}

    pub(super) union Bits<T: Copy + 'static> {
        whole: T,
        none: (),
    }

    pub(super) fn after_a_union() {}

    pub const LIST: [u8; { 1 }] = { [0] };

    pub(super) fn after_a_constant() {}

    static STARTED: fn() -> bool = { || true };

    pub(super) fn after_a_static() {}

    pub(super) type Pair = [u8; { 2 }];

    pub(super) fn after_a_type() {}

    use std::collections::{BTreeMap, BTreeSet};

    pub(super) fn after_a_use() {}

    thread_local! { static LOCAL: u8 = const { 0 } }

    pub(super) fn after_a_macro() {}

    extern crate core as another_core;

    pub(super) fn after_a_crate() {}

    pub(super) trait Shelf<T: 'static> {
        const SIZE: usize = { 1 };
        type Item;
        fn bare() -> [T; { 1 }];
        fn after_a_signature() {}
    }

    impl Shelf<u8> for Pair {
        type Item = u8;
        fn bare() -> [u8; { 1 }] {
            [0]
        }
    }
}

#[test]
fn no_item_hides_the_function_after_it() {
    let functions: &[(fn(), &str)] = &[
        (shelves::after_a_const_parameter, "after_a_const_parameter"),
        (shelves::after_a_static_lifetime, "after_a_static_lifetime"),
        (shelves::after_braces_in_generics, "after_braces_in_generics"),
        (shelves::after_a_union, "after_a_union"),
        (shelves::after_a_constant, "after_a_constant"),
        (shelves::after_a_static, "after_a_static"),
        (shelves::after_a_type, "after_a_type"),
        (shelves::after_a_use, "after_a_use"),
        (shelves::after_a_macro, "after_a_macro"),
        (shelves::after_a_crate, "after_a_crate"),
        (<shelves::Pair as shelves::Shelf<u8>>::after_a_signature, "Shelf::after_a_signature"),
    ];
    for (function, name) in functions {
        function();
        assert_eq!(calls(name), [1, 0, 0, 0], "{name}");
    }
    assert_eq!(<shelves::Pair as shelves::Shelf<u8>>::bare(), [0]);
    assert_eq!(calls("Pair::bare"), [1, 0, 0, 0]);
}
