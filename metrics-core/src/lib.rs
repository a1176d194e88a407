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

#![forbid(unsafe_code)]
// A struct that holds metrics derives `Debug` like any other.
#![warn(missing_debug_implementations)]

// The derives write `::metrics_core`, also in the tests of this crate.
#[cfg(all(test, feature = "macros"))]
extern crate self as metrics_core;

pub mod buckets;
mod callback;
mod cells;
#[doc(hidden)]
pub mod check;
mod clock;
mod counter;
mod debug;
mod gauge;
mod histogram;
mod info;
pub mod label;
mod metric;
mod negotiate;
mod reading;
mod registry;
mod rejected;
pub mod schema;
mod snapshot;
mod state_set;
mod sync;
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
pub use counter::{Counter, CounterSeries, CounterValue};
pub use gauge::{Gauge, GaugeSeries, GaugeValue};
pub use histogram::{Histogram, HistogramSeries, HistogramSnapshot, HistogramValue, Timer};
pub use info::{Info, UnknownInfoLabel};
#[cfg(feature = "bounded")]
pub use label::Bounded;
pub use label::{Label, LabelSet};
pub use metric::{AnyMetrics, Member, Metric, Metrics, Source};
pub use negotiate::Format;
pub use reading::Reading;
pub use registry::{Batch, Family, LinkTime, Origin, RegisterError, Registry, RegistryBuilder, SetRef, Sink};
pub use snapshot::Snapshot;
pub use state_set::StateSet;
pub use track::{ErrorLabel, Outcome};
pub use up_down_counter::{InFlight, UpDownCounter, UpDownCounterSeries};
pub use value::Value;

/// Puts a `static` metric set into the [global registry](Registry::global), before `main` begins.
///
/// ```
/// use metrics_core::{Counter, Format, Metrics, Registry};
///
/// #[derive(Metrics)]
/// #[metrics(prefix = "cart")]
/// struct CartMetrics {
///     /// Items put into carts.
///     items: Counter,
/// }
///
/// #[metrics_core::register]
/// static CART: CartMetrics = CartMetrics::new();
///
/// assert!(Registry::global().to_text(Format::Text).contains("cart_items_total 0\n"));
/// ```
///
/// | key | on | value | default |
/// |---|---|---|---|
/// | `crate` | `static` | path of this crate | `::metrics_core` |
///
/// # Outputs
///
/// - the `static`, unchanged;
/// - an entry of a list that the linker puts together, under the same `#[cfg]`s.
///
/// The list has the entries of all crates that are linked: of a dependency, if a path names it somewhere, as
/// `use dependency as _;` does. What is never linked is not in it; nor is, usually, what is in a `staticlib` that another
/// linker than Rust's links. [`Registry::register`] does the same explicitly, anywhere, and returns clashes as an error;
/// here they are reported by [`Registry::conflicts`].
///
/// # Expansion
///
/// ```
/// # use metrics_core::{Counter, Metrics};
/// # #[derive(Metrics)]
/// # #[metrics(prefix = "basket")]
/// # struct CartMetrics {
/// #     /// Items put into carts.
/// #     items: Counter,
/// # }
/// static CART: CartMetrics = CartMetrics::new();
/// const _: () = {
///     metrics_core::__private::submit! { metrics_core::__private::LinkTime::set(&CART) }
/// };
/// # assert!(metrics_core::Registry::global().snapshot().value("basket_items_total", &[]).is_some());
/// ```
#[cfg(feature = "macros")]
pub use metrics_attr::register;

/// Counts the calls of a function by outcome, and times them; on an `impl` block or an inline module, those of each
/// function in it.
///
/// ```
/// use metrics_core::{Registry, track_metrics};
///
/// #[track_metrics]
/// fn parse(text: &str) -> Result<u16, std::num::ParseIntError> {
///     text.parse()
/// }
///
/// let before = Registry::global().snapshot();
/// let _ = (parse("80"), parse("eighty"));
/// let calls = Registry::global().snapshot().since(&before);
/// assert_eq!(calls.sum("function_calls_total", &[("function", "parse"), ("outcome", "ok")]), 1.0);
/// assert_eq!(calls.sum("function_calls_total", &[("function", "parse"), ("outcome", "error")]), 1.0);
/// ```
///
/// | key | on | value | default |
/// |---|---|---|---|
/// | `function` | function | string | the function's name; of a method in a tracked block, `Type::method` |
/// | `skip` | function in a tracked block | | |
/// | `ok_if`, `error_if` | function or block | path or closure of `&R`, to `bool` | an `Err` is an error |
/// | `error` | function or block | nothing, or the type of the error: counts errors by [`ErrorLabel`] | |
/// | `labels` | function or block | `(name = expr, …)`: labels found out before the call | |
/// | `after` | function or block | `(name = expr, …)`: labels of the `result`, a `&R` | |
/// | `in_flight` | function or block | nothing: a gauge of the calls that are going on | |
/// | `busy` | async function or block | nothing: a counter of the time inside of polls | |
/// | `failures_only` | function or block | nothing: calls that are ok are not recorded | |
/// | `future` | function | nothing: it returns a future, which is what is counted and timed | seen by itself in `impl Future`, `Pin<Box<dyn Future>>` |
/// | `name`, `prefix` | function or block | string: families of its own, `<prefix>_<name>_calls_total` | `function` |
/// | `buckets` | function or block, with `name` or `prefix` | as on a [metric](macro@Metrics) | [`DEFAULT`](buckets::DEFAULT) |
/// | `slo` | function or block | string, such as `"200ms"`: a bucket, and an objective in the schema | |
/// | `calls` | function or block | a [`Counter`] of yours, to count in instead | |
/// | `duration` | function or block | a [`Histogram`] of yours, to time in instead | |
/// | `crate` | function or block | path of this crate | `::metrics_core` |
///
/// A block is an `impl` block or an inline module: each function with a body in it is tracked. `docs/track_metrics.md` in
/// the repository tells more about each key.
///
/// # Outputs
///
/// - the function: the same signature, visibility, value and panics, whether sync or async, free or a method;
/// - `function_calls_total{function,module,outcome}` and `function_duration_seconds{function,module}` in the
///   [global registry](Registry::global), from link time on, at 0 until the first call.
///
/// The outcome is `ok`, `error` (an `Err` was returned), `panic`, or `cancelled` (the future was dropped between its first
/// and its last poll): see [`Outcome`]. The duration of a future begins at its first poll. Functions of one name in one
/// module count together: for methods, put the attribute on the `impl` block, or write `function = "…"`.
///
/// A call reads the clock twice and changes three cells of its thread; each thread that calls the function has 136 bytes
/// for it.
///
/// # Expansion
///
/// Of a function that cannot fail; where the value says the outcome, a closure or a future surrounds the body.
///
/// ```
/// fn warm_up(cache: &mut Vec<u8>) -> usize {
///     let site = metrics_core::__private::call_site!("warm_up"); // a static with the function's metrics
///     let _call = site.enter(); // records when it is dropped
///     match () {
///         () => {
///             cache.push(1); // the body
///             cache.len()
///         }
///     }
/// }
/// # assert_eq!(warm_up(&mut Vec::new()), 1);
/// ```
///
/// # Refused
///
/// A `const fn`, a function without a body, and what is neither a function nor a block of them.
#[cfg(feature = "macros")]
pub use metrics_attr::track_metrics;

/// Makes an enum a label, or a struct around [`Bounded`].
///
/// ```
/// use metrics_core::Label;
///
/// #[derive(Clone, Copy, Label)]
/// #[label(rename_all = "UPPERCASE")]
/// enum Method {
///     Get,
///     Post,
///     #[label(other)]
///     Other,
/// }
///
/// assert!(matches!(Method::from("POST"), Method::Post));
/// assert!(matches!(Method::from("BREW"), Method::Other));
/// ```
///
/// | key | on | value | default |
/// |---|---|---|---|
/// | `name` | enum, struct | string or constant | the type's name in `snake_case` |
/// | `rename_all` | enum | `"UPPERCASE"`, `"kebab-case"`, … | `"snake_case"` |
/// | `rename` | variant | string | the variant's name, spelled by `rename_all` |
/// | `other` | one variant | | no value stands for all others |
/// | `other` | struct | string or constant | `"other"` |
/// | `crate` | enum, struct | path of this crate | `::metrics_core` |
///
/// # Outputs
///
/// - `impl` [`Label`](trait@Label);
/// - `impl From<&str>`, with `other` and for a struct; else `impl FromStr`, with the error
///   [`UnknownLabel`](label::UnknownLabel).
///
/// # Expansion
///
/// ```
/// use metrics_core::label::{Label, Values};
///
/// # #[derive(Clone, Copy)]
/// # enum Method { Get, Post, Other }
/// impl Label for Method {
///     const NAME: &'static str = "method";
///     const VALUES: Values = Values::Fixed(&["GET", "POST", "other"]);
///
///     fn index(self) -> usize {
///         match self { Self::Get => 0, Self::Post => 1, Self::Other => 2 }
///     }
///
///     fn from_index(index: usize) -> Option<Self> {
///         match index { 0 => Some(Self::Get), 1 => Some(Self::Post), 2 => Some(Self::Other), _ => None }
///     }
/// }
///
/// impl From<&str> for Method {
///     fn from(text: &str) -> Self {
///         match text { "GET" => Self::Get, "POST" => Self::Post, _ => Self::Other }
///     }
/// }
/// ```
///
/// # Refused
///
/// Variants with data, enums without variants, generics; two variants with one value, empty values; names that are not
/// `snake_case`, begin with `__`, or are `le` or `quantile`.
#[cfg(feature = "macros")]
pub use metrics_derive::Label;

/// Makes a struct of labels the labels of a metric. The fields name them, in their order.
///
/// ```
/// use metrics_core::{Counter, LabelSet, label::{HttpMethod, StatusClass}};
///
/// #[derive(Clone, Copy, LabelSet)]
/// struct Request {
///     method: HttpMethod,
///     status: StatusClass,
///     #[label(rename = "from_cache")]
///     cached: bool,
/// }
///
/// fn answered(requests: &Counter<Request>, code: u16) {
///     let status = StatusClass::from(code);
///     requests.with(Request { method: HttpMethod::Get, status, cached: false }).inc();
/// }
/// ```
///
/// | key | on | value | default |
/// |---|---|---|---|
/// | `#[label(rename)]` | field | string or constant | the field's name |
/// | `#[labels(crate)]` | struct | path of this crate | `::metrics_core` |
///
/// # Outputs
///
/// - `impl` [`LabelSet`](trait@LabelSet).
///
/// # Expansion
///
/// Shortened: the index counts the combinations, the last label turning fastest.
///
/// ```
/// use metrics_core::label::{HttpMethod, Label, LabelSchema, LabelSet, StatusClass};
///
/// # #[derive(Clone, Copy)]
/// # struct Request { method: HttpMethod, status: StatusClass }
/// impl LabelSet for Request {
///     const LABELS: &'static [LabelSchema] = &[
///         LabelSchema::new("method", HttpMethod::VALUES),
///         LabelSchema::new("status", StatusClass::VALUES),
///     ];
///
///     fn index(self) -> usize {
///         Label::index(self.method) * StatusClass::VALUES.len() + Label::index(self.status)
///     }
///
///     fn from_index(index: usize) -> Option<Self> {
///         let len = StatusClass::VALUES.len();
///         let method = <HttpMethod as Label>::from_index(index / len)?;
///         let status = <StatusClass as Label>::from_index(index % len)?;
///         Some(Self { method, status })
///     }
/// }
/// # let last = Request { method: HttpMethod::Other, status: StatusClass::Unknown };
/// # assert_eq!(LabelSet::index(last), 59);
/// ```
///
/// # Refused
///
/// Fields that are not labels, two labels of one name, generics, other structs than those with named fields.
#[cfg(feature = "macros")]
pub use metrics_derive::LabelSet;

/// The kinds of an error, for `#[track_metrics(error)]`: the variants of an enum, whatever they carry.
///
/// ```
/// use metrics_core::{ErrorLabel, Registry, track_metrics};
///
/// #[derive(ErrorLabel)]
/// enum ChargeError {
///     Declined,
///     LimitReached { limit: u64 },
///     #[label(rename = "network")]
///     Io(std::io::Error),
/// }
///
/// #[track_metrics(error)]
/// fn charge(amount: u64) -> Result<(), ChargeError> {
///     if amount > 100 { Err(ChargeError::LimitReached { limit: 100 }) } else { Ok(()) }
/// }
///
/// assert!(charge(101).is_err());
/// let labels = [("function", "charge"), ("error", "limit_reached")];
/// assert!(Registry::global().snapshot().sum("function_errors_total", &labels) == 1.0);
/// ```
///
/// | attribute | on | value | default |
/// |---|---|---|---|
/// | `rename_all` | the enum | the spelling of all kinds, as for a [`Label`](macro@Label) | `"snake_case"` |
/// | `crate` | the enum | where this crate is | `::metrics_core` |
/// | `rename` | a variant | the kind | the variant's name |
#[cfg(feature = "macros")]
pub use metrics_derive::ErrorLabel;
/// Makes a struct a metric set: each field is a metric, another set, or skipped.
///
/// ```
/// use metrics_core::{Counter, Histogram, Metrics, label::HttpMethod};
/// use std::time::Duration;
///
/// #[derive(Metrics)]
/// #[metrics(prefix = "shop", max_series = 250)]
/// struct ShopMetrics {
///     /// Orders processed.
///     orders: Counter<HttpMethod>, // shop_orders_total{method}
///     /// Payment round trip.
///     #[metric(buckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5])]
///     payment_duration: Histogram<HttpMethod, Duration>, // shop_payment_duration_seconds{method}
///     /// Size of the receipt sent.
///     #[metric(unit = "bytes", buckets = BYTES)]
///     receipt_size: Histogram, // shop_receipt_size_bytes
/// }
///
/// static SHOP: ShopMetrics = ShopMetrics::new();
/// assert_eq!(ShopMetrics::SCHEMA.series(), 10 + 10 * (6 + 3) + (10 + 3));
/// ```
///
/// | key | on | value | default |
/// |---|---|---|---|
/// | `#[metrics(prefix)]` | struct | string or constant | none |
/// | `#[metrics(max_series)]` | struct | constant | no limit |
/// | `#[metrics(crate)]` | struct | path of this crate | `::metrics_core` |
/// | `#[metrics(flatten)]` | field that is a set | | |
/// | `#[metrics(prefix)]` | field that is a set | string or constant | |
/// | `#[metric(name)]` | metric | string or constant | the field's name |
/// | `#[metric(unit)]` | metric | base unit | that of the type or of the name |
/// | `#[metric(buckets)]` | histogram | list, constant, [preset or function](buckets) | [`DEFAULT`](buckets::DEFAULT), in seconds |
/// | `#[metric(max_series)]` | metric | constant | 10,000 |
/// | `#[metric(touched_only)]` | counter, histogram, gauge | | series are exposed from the start |
/// | `#[metric(info(…))]` | [`Info`] | `label = "value"`, `label` | required |
/// | `#[metric(skip)]` | any | or `skip = expression` | `Default::default()` |
///
/// The first paragraph of a metric's documentation is its help text, and required.
///
/// # Outputs
///
/// - `const fn new() -> Self`, as visible as the struct (not `const` if a field is skipped without a value);
/// - `impl Default`;
/// - `impl` [`Metrics`](trait@Metrics), with [`SCHEMA`](const@Metrics::SCHEMA), the description of everything.
///
/// # Expansion
///
/// Shortened: without the calls of the rules, each in a constant of its own.
///
/// ```
/// use metrics_core::schema::{FieldSpec, MemberSchema, SetSchema, Spec};
/// use metrics_core::{Counter, Member, Metric, Metrics};
/// use std::panic::Location;
///
/// # struct ShopMetrics { orders: Counter }
/// struct Orders; // the field, as a type
///
/// impl Spec for Orders {
///     const SPEC: FieldSpec = FieldSpec::new("orders", "Orders processed.");
/// }
///
/// impl ShopMetrics {
///     const fn new() -> Self {
///         Self { orders: <Counter as Metric<Orders>>::NEW }
///     }
/// }
///
/// impl Metrics for ShopMetrics {
///     const SCHEMA: &'static SetSchema = &SetSchema {
///         type_name: "ShopMetrics",
///         prefix: "shop",
///         members: &[MemberSchema::Metric(<Counter as Metric<Orders>>::SCHEMA)],
///         location: Location::caller(),
///     };
///
///     fn member(&self, index: usize) -> Option<Member<'_>> {
///         match index { 0 => Some(Metric::<Orders>::as_member(&self.orders)), _ => None }
///     }
/// }
/// # assert!(ShopMetrics::new().member(0).is_some());
/// ```
///
/// # Refused
///
/// Names, units, labels and bounds that break a rule; two metrics of one name; more series than the budget; fields
/// without a help text, or whose type is no metric; generics.
#[cfg(feature = "macros")]
pub use metrics_derive::Metrics;
