//! What the derives and `#[register]` generate depends on nothing around it: no prelude, no name in scope, no name of
//! the crate. For `#[track_metrics]` see `track_hygiene.rs`.

#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

/// The library, by another name.
pub extern crate metrics_core as renamed;

use ::core::iter::Iterator;
use ::core::prelude::v1::test;
use ::std::{assert, assert_eq};

/// The library under a path of this crate, as a facade would have it.
pub mod facade {
    pub use ::renamed as metrics_core;
}

/// Everything around here is called like something that generated code could have meant.
mod surroundings {
    #![allow(dead_code, unused_macros, unused_imports, non_camel_case_types, non_upper_case_globals)]

    pub(super) struct Ok;
    pub(super) struct Err;
    pub(super) struct Some;
    pub(super) struct None;
    pub(super) struct Result;
    pub(super) struct Option;
    pub(super) struct String;
    pub(super) struct Box;
    pub(super) struct Vec;
    pub(super) trait Default {}
    pub(super) trait From {}
    pub(super) trait FromStr {}
    pub(super) trait Copy {}
    pub(super) trait Send {}
    pub(super) trait Sync {}
    pub(super) trait Label {}
    pub(super) trait LabelSet {}
    pub(super) trait Metrics {}
    pub(super) trait Metric {}
    pub(super) trait Spec {}
    pub(super) struct Values;
    pub(super) struct Location;
    pub(super) const index: u8 = 0;
    pub(super) const text: u8 = 0;
    pub(super) static rest: u8 = 0;
    mod std {}
    mod core {}
    mod metrics_core {}
    mod check {}
    macro_rules! unreachable {
        () => {};
    }
    macro_rules! panic {
        () => {};
    }
    pub(super) use {panic, unreachable};

    #[derive(::core::clone::Clone, ::core::marker::Copy, ::renamed::Label)]
    #[label(name = "method", rename_all = "UPPERCASE", crate = ::renamed)]
    pub(super) enum Enum {
        Ok,
        Some,
        None,
        Self_,
        #[label(other)]
        Default,
    }

    /// Has no `other`, hence the other conversion.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::renamed::Label)]
    #[label(crate = ::renamed)]
    pub(super) enum Closed {
        r#Type,
        Err,
    }

    #[derive(::core::clone::Clone, ::core::marker::Copy, ::renamed::Label)]
    #[label(other = "rest", crate = ::renamed)]
    pub(super) struct Newtype(::renamed::Bounded<3>);

    #[derive(::core::clone::Clone, ::core::marker::Copy, ::renamed::LabelSet)]
    #[labels(crate = ::renamed)]
    pub(super) struct Set {
        pub(super) index: Enum,
        pub(super) rest: Newtype,
        #[label(rename = "is_labels")]
        pub(super) labels: bool,
        pub(super) r#type: Closed,
    }

    #[derive(::renamed::Metrics)]
    #[metrics(prefix = "inner", crate = ::renamed)]
    pub(super) struct Inner {
        /// What is read at a scrape.
        pub(super) core: ::renamed::GaugeFn,
        #[metric(skip)]
        pub(super) skipped: ::std::string::String,
    }

    #[derive(::renamed::Metrics)]
    #[metrics(prefix = "hygiene", max_series = 1000, crate = ::renamed)]
    pub(super) struct Everything {
        /// A counter.
        pub(super) new: ::renamed::Counter<Set>,
        /// A gauge.
        #[metric(touched_only)]
        pub(super) index: ::renamed::Gauge<(Enum, Closed), i64>,
        /// What goes up and down.
        pub(super) member: ::renamed::UpDownCounter,
        /// Times.
        pub(super) std: ::renamed::Histogram<(), ::core::time::Duration>,
        /// Sizes.
        #[metric(unit = "bytes", buckets = exponential(1, 2, 4), native(growth = 2), max_series = 100)]
        pub(super) r#type: ::renamed::Histogram<Enum>,
        /// The program.
        #[metric(info(version = "1", r#type = "test", core))]
        pub(super) about: ::renamed::Info,
        /// What is the case.
        pub(super) state: ::renamed::StateSet<Closed>,
        #[metric(skip = 7)]
        pub(super) seven: u8,
    }

    #[::renamed::register(crate = ::renamed)]
    pub(super) static SET: Everything = Everything::new();
}

/// Items that a macro by example writes, with everything in it handed on by the caller.
mod by_example {
    macro_rules! label {
        ($name:ident, $text:literal, $($variant:ident = $value:literal),*) => {
            #[derive(::core::clone::Clone, ::core::marker::Copy, ::renamed::Label)]
            #[label(name = $text, crate = $crate::facade::metrics_core)]
            pub(super) enum $name { $(#[label(rename = $value)] $variant),* }
        };
    }

    macro_rules! set {
        ($core:path, $set:ident, $prefix:expr, $($(#[$help:meta])* $field:ident: $ty:ty = $name:expr, $buckets:expr),*) => {
            #[derive(::renamed::Metrics)]
            #[metrics(prefix = $prefix, crate = $core)]
            pub(super) struct $set {
                $($(#[$help])* #[metric(name = $name, buckets = $buckets)] pub(super) $field: $ty,)*
                #[doc = "Written by the macro."]
                pub(super) index: ::renamed::Counter,
            }
        };
    }

    label!(Colour, "colour", Red = "RED", Green = "GREEN");

    const NAME: &str = "weight";

    set!(
        ::renamed, Paint, "paint",
        /// How much of it.
        amount: ::renamed::Histogram<Colour> = "volume", [1, 2, 5],
        /// How heavy it is.
        weight: ::renamed::Histogram = NAME, linear(1, 1, 3)
    );
}

use by_example::{Colour, Paint};
use surroundings::{Closed, Enum, Inner, Newtype, SET, Set};

use ::renamed::{Format, Registry};

fn has(exposition: &str, line: &str) {
    assert!(exposition.lines().any(|found| ::core::cmp::PartialEq::eq(found, line)), "{exposition}");
}

#[test]
fn it_works_all_the_same() {
    let rest = <Newtype as ::core::convert::From<&str>>::from("a");
    SET.new.with(Set { index: Enum::Ok, rest, labels: true, r#type: Closed::Type }).inc();
    SET.index.with((Enum::Default, Closed::Err)).set(-3);
    SET.r#type.with(Enum::None).observe(3.0);
    let exposition = Registry::global().to_text(Format::Text);
    has(&exposition, "hygiene_new_total{index=\"OK\",rest=\"a\",is_labels=\"true\",type=\"type\"} 1");
    has(&exposition, "hygiene_index{method=\"default\",closed=\"err\"} -3");
    has(&exposition, "hygiene_type_bytes_bucket{method=\"NONE\",le=\"4.0\"} 1");
    has(&exposition, "hygiene_about_info{version=\"1\",type=\"test\"} 1");
    assert_eq!(SET.seven, 7);
    assert!(::core::matches!(<Enum as ::core::convert::From<&str>>::from("SELF"), Enum::Self_));
    assert!(::core::matches!("err".parse(), ::core::result::Result::Ok(Closed::Err)));
}

#[test]
fn sets_of_macros_by_example_work() {
    let registry = Registry::new();
    let paint = ::std::sync::Arc::new(Paint::new());
    registry.register(::core::clone::Clone::clone(&paint)).unwrap();
    paint.amount.with(Colour::Green).observe(2.0);
    paint.index.inc();
    let exposition = registry.to_text(Format::Text);
    has(&exposition, "paint_volume_bucket{colour=\"GREEN\",le=\"2.0\"} 1");
    has(&exposition, "paint_weight_bucket{le=\"3.0\"} 0");
    has(&exposition, "paint_index_total 1");
    assert_eq!(Inner::new().skipped, "");
}
