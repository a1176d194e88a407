//! What `#[track_metrics]` generates depends on nothing around it, shows nothing to the body, and keeps to the lints
//! that a user may turn on.

#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(
    warnings,
    missing_docs,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    let_underscore_drop,
    missing_debug_implementations,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unreachable_pub,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
#![allow(clippy::redundant_pub_crate)] // contradicts unreachable_pub

extern crate metrics_core as renamed;

use ::core::prelude::v1::test;

/// Everything around here is called like something that generated code could have meant.
mod surroundings {
    #![allow(dead_code, non_camel_case_types, clippy::upper_case_acronyms)]

    pub(super) struct Ok;
    pub(super) struct Err;
    pub(super) struct Some;
    pub(super) struct None;
    pub(super) struct Result;
    pub(super) struct Option;
    pub(super) struct String;
    pub(super) struct Box;
    pub(super) struct Future;
    pub(super) struct FnOnce;
    pub(super) struct Send;
    pub(super) struct CallSite;
    pub(super) struct Tracked;
    pub(super) struct SITE;
    mod std {}
    mod core {}
    mod metrics_core {}

    type Answer<T> = ::core::result::Result<T, u8>;

    #[::renamed::track_metrics(crate = ::renamed)]
    pub(super) fn guarded(_unused: u8) {}

    /// The body sees its own names only.
    #[::renamed::track_metrics(crate = ::renamed)]
    pub(super) fn called(site: u8, __returns: u8, value: &mut u8, __site: u8, _: u8) -> Answer<&mut u8> {
        *value += site + __returns + __site;
        if site == 0 {
            return ::core::result::Result::Err(0);
        }
        ::core::result::Result::Ok(value)
    }

    #[::renamed::track_metrics(crate = ::renamed)]
    pub(super) async fn awaited(__site: u8, __returns: &u8, _value: u8) -> Answer<u8> {
        let number = ::core::future::ready(__site).await;
        ::core::result::Result::Ok(number + *__returns)
    }

    #[::renamed::track_metrics(
        crate = ::renamed,
        error, in_flight, slo = "1s", labels(is_first = site == 1), after(is_ok = result.is_ok())
    )]
    pub(super) fn detailed(site: u8, value: &mut u8) -> Answer<&mut u8> {
        *value += site;
        ::core::result::Result::Ok(value)
    }

    #[::renamed::track_metrics(crate = ::renamed)]
    pub(super) fn returned(site: u8) -> impl ::core::future::Future<Output = Answer<u8>> {
        ::core::future::ready(::core::result::Result::Ok(site))
    }

    #[::renamed::track_metrics(crate = ::renamed, future)]
    pub(super) fn boxed(
        __site: u8,
    ) -> ::core::pin::Pin<::std::boxed::Box<dyn ::core::future::Future<Output = u8>>> {
        ::std::boxed::Box::pin(::core::future::ready(__site))
    }

    #[::renamed::track_metrics(crate = ::renamed, busy, name = "own", error_if = |value| *value == 0)]
    pub(super) async fn detailed_later(__site: u8) -> u8 {
        ::core::future::ready(__site).await
    }

    #[::metrics_core::track_metrics]
    #[must_use]
    pub(super) async fn nested(__site: u8, __returns: &u8) -> u8 {
        ::core::future::ready(__site).await + *__returns
    }
}

fn run<F: ::core::future::Future>(future: F) -> F::Output {
    let runtime = ::tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime").block_on(future)
}

#[test]
fn all_is_counted() {
    use surroundings::{awaited, boxed, called, detailed, detailed_later, guarded, nested, returned};

    guarded(1);
    ::std::assert!(called(1, 2, &mut 3, 4, 5).is_ok_and(|value| *value == 10));
    ::std::assert_eq!(run(awaited(1, &2, 3)).ok(), ::core::option::Option::Some(3));
    ::std::assert_eq!(run(nested(1, &2)), 3);
    ::std::assert!(detailed(1, &mut 3).is_ok_and(|value| *value == 4));
    ::std::assert_eq!(run(detailed_later(1)), 1);
    ::std::assert_eq!((run(boxed(1)), run(returned(1)).ok()), (1, ::core::option::Option::Some(1)));
    let snapshot = renamed::Registry::global().snapshot();
    let count = snapshot.sum("function_calls_total", &[("outcome", "ok")]);
    ::std::assert!(count > 4.5, "{count}");
}
