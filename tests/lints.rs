//! Generated code is silent under the lints that a user may turn on. For `#[track_metrics]` see `track_hygiene.rs`.

#![forbid(unsafe_code)]
#![deny(
    warnings,
    deprecated_safe,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    keyword_idents,
    let_underscore_drop,
    macro_use_extern_crate,
    meta_variable_misuse,
    missing_abi,
    missing_copy_implementations,
    missing_docs,
    non_ascii_idents,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]

/// What generated code is compiled beside.
pub mod shop {
    use metrics_core::label::HttpMethod;
    use metrics_core::{
        Bounded, Counter, CounterFn, Gauge, GaugeFn, Histogram, Info, Label, LabelSet, Metrics, StateSet,
        UpDownCounter, register,
    };
    use std::time::Duration;

    /// Names that are constants.
    pub const PREFIX: &str = "lints";

    /// Whether it went well.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Label)]
    #[label(rename_all = "kebab-case")]
    pub enum Outcome {
        /// It did.
        WentWell,
        /// It did not.
        #[label(rename = "bad")]
        WentWrong,
        /// Nobody does this any more.
        #[deprecated]
        Unknown,
    }

    /// Only here, where nobody else sees it.
    #[derive(Clone, Copy, Label)]
    enum Hidden {
        One,
        #[label(other)]
        Other,
    }

    /// Who ordered.
    #[derive(Clone, Copy, Debug, Label)]
    #[label(name = "customer", other = "anybody")]
    pub struct Tenant(Bounded<3>);

    /// How it was ordered.
    #[derive(Clone, Copy, Debug, LabelSet)]
    pub struct Order {
        /// How it ended.
        pub outcome: Outcome,
        /// Whether it was a gift.
        #[label(rename = "gift")]
        pub is_gift: bool,
        /// Nobody does this any more.
        #[deprecated]
        pub method: HttpMethod,
    }

    /// A set in a set.
    #[derive(Metrics)]
    pub(crate) struct Inner {
        /// What else is counted.
        pub(crate) others: CounterFn,
        #[metric(skip)]
        pub(crate) names: Vec<String>,
    }

    /// All kinds of metrics.
    #[derive(Metrics)]
    #[metrics(prefix = PREFIX, max_series = 500)]
    pub struct Shop {
        /// Orders processed.
        pub orders: Counter<Order>,
        /// Time spent.
        pub spent: Counter<Tenant, Duration>,
        /// Orders waiting.
        #[metric(touched_only)]
        pub queue_depth: Gauge<(Outcome, HttpMethod), i64>,
        /// Orders being processed.
        pub in_flight: UpDownCounter,
        /// Time to pay.
        #[metric(name = "payment", buckets = DATABASE, native)]
        pub payments: Histogram<(), Duration>,
        /// Size of the receipt.
        #[metric(unit = "bytes", buckets = exponential(256, 4, 8), max_series = 100)]
        pub receipt: Histogram<Outcome>,
        /// Items of an order.
        #[metric(native(schema = -1, max_buckets = 10, zero_threshold = 0))]
        pub items: Histogram<(), u64>,
        /// Threads.
        pub threads: GaugeFn,
        /// The program.
        #[metric(info(version = env!("CARGO_PKG_VERSION"), region))]
        pub about: Info,
        /// How it is.
        pub state: StateSet<Outcome>,
        /// Nobody does this any more.
        #[deprecated]
        pub old: Counter,
        /// What is counted here only.
        hidden: Counter<Hidden>,
        #[metric(skip = 7)]
        seven: u8,
    }

    /// What the program counts.
    #[register]
    pub static SHOP: Shop = Shop::new();

    #[register]
    static PRIVATE: Private = Private::new();

    #[derive(Metrics)]
    #[metrics(prefix = "lints_private")]
    struct Private {
        /// Requests answered.
        requests: Counter,
    }

    /// Uses what is private.
    pub fn use_all() {
        SHOP.hidden.with(Hidden::from("one")).inc();
        SHOP.hidden.with(Hidden::One).inc_by(SHOP.seven.into());
        PRIVATE.requests.inc();
    }
}

use metrics_core::Registry;
use shop::{Inner, SHOP};

#[test]
fn it_works_all_the_same() {
    shop::use_all();
    let inner = Inner::default();
    inner.others.read_from(|| 3);
    assert!(inner.names.is_empty());
    SHOP.state.set(shop::Outcome::WentWrong);
    let snapshot = Registry::global().snapshot();
    assert!((snapshot.sum("lints_hidden_total", &[]) - 8.0).abs() < 0.5);
    assert!((snapshot.sum("lints_private_requests_total", &[]) - 1.0).abs() < 0.5);
}
