//! Typed metrics whose series are known to the compiler, recorded without an atomic instruction.
//!
//! Names, units, help, buckets and labels of metrics are types and attributes, and are checked when the program is
//! compiled. Labels are enums: what is unbounded does not compile. So the number of series is a constant with a budget,
//! a series is found by an index, and every series is there at 0 before its first event.
//!
//! ```
//! use metrics_core::{Counter, Format, Histogram, Label, Metrics, Registry, UpDownCounter, track_metrics};
//! use std::time::Duration;
//!
//! #[derive(Clone, Copy, Label)]
//! #[label(rename_all = "UPPERCASE")]
//! enum Method { Get, Post, #[label(other)] Other }
//!
//! #[derive(Metrics)]
//! #[metrics(prefix = "shop")]
//! struct ShopMetrics {
//!     /// Orders processed, by method.
//!     orders: Counter<Method>,
//!     /// Orders being processed.
//!     in_flight: UpDownCounter,
//!     /// Payment round trip.
//!     payment_duration: Histogram<Method, Duration>,
//! }
//!
//! #[metrics_core::register]
//! static SHOP: ShopMetrics = ShopMetrics::new();
//!
//! #[track_metrics]
//! fn order(method: &str) -> Result<(), String> {
//!     let method = Method::from(method);
//!     let _in_flight = SHOP.in_flight.track();
//!     let _timer = SHOP.payment_duration.with(method).start_timer();
//!     SHOP.orders.with(method).inc();
//!     Ok(())
//! }
//!
//! order("GET")?;
//! let text = Registry::global().to_text(Format::Text);
//! assert!(text.contains("shop_orders_total{method=\"GET\"} 1\n"));
//! assert!(text.contains("shop_orders_total{method=\"other\"} 0\n"));
//! assert!(text.contains("shop_payment_duration_seconds_count{method=\"GET\"} 1\n"));
//! # Ok::<(), String>(())
//! ```
//!
//! # How it works
//!
//! A series is one or more cells, and each thread has cells of its own: recording is a load, an add and a store that no
//! other thread interferes with. A scrape adds the cells of all threads up. `docs/architecture.md` in the repository
//! shows the way from an increment to the wire.
//!
//! # Features
//!
//! | feature | default | |
//! |---|---|---|
//! | `macros` | yes | the derives and attributes |
//! | `bounded` | yes | [`Bounded`]: labels with few values that are known only at run time |
//! | `testing` | no | [`testing`]: a strict parser of what is exposed |
//! | `quantiles` | no | [quantiles](Summary#quantiles) of summaries, on the crate `sketches-ddsketch` |

#![cfg_attr(not(all(test, loom)), forbid(unsafe_code))]
// A struct that holds metrics derives `Debug` like any other.
#![warn(missing_debug_implementations)]

// The derives write `::metrics_core`, also in the tests of this crate.
#[cfg(all(test, feature = "macros"))]
extern crate self as metrics_core;

pub mod buckets;
#[cfg(feature = "macros")]
mod build_info;
mod callback;
mod cells;
#[doc(hidden)]
pub mod check;
mod clock;
mod collector;
mod counter;
mod debug;
mod errand;
mod exemplar;
mod filter;
mod gauge;
mod histogram;
mod info;
pub mod label;
mod metric;
#[cfg(all(test, loom))]
mod models;
pub mod negotiate;
mod not_offered;
mod reading;
mod registry;
mod rejected;
mod rows;
pub mod schema;
mod scraping;
mod snapshot;
mod state_set;
mod summary;
mod sync;
#[cfg(feature = "testing")]
pub mod testing;
mod text;
// Public for generated code, under a name that can be shown in an error about what the user wrote.
#[doc(hidden)]
pub mod track;
mod up_down_counter;
mod value;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use callback::{CounterFn, GaugeFn};
pub use cells::MAX_SLABS;
pub use collector::{Collector, Within};
pub use counter::{Counter, CounterSeries, CounterValue};
pub use errand::Failure;
pub use exemplar::{
    Exemplar, ExemplarLabels, ExemplarSourceTaken, Exemplified, SeriesWithExemplars, TimerWithExemplar,
    WithExemplars, set_exemplar_source,
};
pub use filter::Filter;
pub use gauge::{Gauge, GaugeSeries, GaugeValue};
pub use histogram::{Histogram, HistogramSeries, HistogramSnapshot, HistogramValue, Timer};
pub use histogram::{NativeBucket, NativeBuckets, NativeSnapshot};
pub use info::{Info, UnknownInfoLabel};
#[cfg(feature = "bounded")]
pub use label::Bounded;
pub use label::{Label, LabelSet};
pub use metric::{AnyMetrics, Member, Metric, Metrics, Source};
pub use negotiate::Format;
pub use reading::Reading;
pub use registry::{
    Batch, CollectorStatus, Family, LinkTime, Origin, RegisterError, Registry, RegistryBuilder, RegistryRef,
    Series, SetRef, Sink,
};
pub use rows::{CounterRows, GaugeRows, HistogramRows, InfoRows, Refused, SummaryRows};
pub use snapshot::Snapshot;
pub use state_set::StateSet;
pub use summary::{Summary, SummarySeries, SummarySnapshot};
pub use track::{ErrorLabel, Outcome};
pub use up_down_counter::{InFlight, UpDownCounter, UpDownCounterSeries};
pub use value::Value;

#[doc = include_str!("macros/register.md")]
#[cfg(feature = "macros")]
pub use metrics_attr::register;

#[doc = include_str!("macros/track_metrics.md")]
#[cfg(feature = "macros")]
pub use metrics_attr::track_metrics;

#[doc = include_str!("macros/label.md")]
#[cfg(feature = "macros")]
pub use metrics_derive::Label;

#[doc = include_str!("macros/label_set.md")]
#[cfg(feature = "macros")]
pub use metrics_derive::LabelSet;

#[doc = include_str!("macros/error_label.md")]
#[cfg(feature = "macros")]
pub use metrics_derive::ErrorLabel;

#[doc = include_str!("macros/metrics.md")]
#[cfg(feature = "macros")]
pub use metrics_derive::Metrics;
