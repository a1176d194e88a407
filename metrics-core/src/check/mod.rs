//! The rules about values, as `const fn`s.
//!
//! Generated code calls them at the user's token, in a constant of its own, so that each mistake is one compile error
//! that points at what is to be changed. `#[track_caller]` makes it point there and not here. The same functions judge
//! a set that is written by hand, and a name that is itself a constant.
//!
//! Sources: the naming practices and the data model of Prometheus, and the `OpenMetrics` specification, 1.0.

// All of it runs inside of the compiler: there is no stack to spare, and numbers are small.
#![allow(clippy::large_types_passed_by_value, clippy::large_stack_arrays, clippy::cast_possible_truncation)]

mod bounds;
mod budget;
mod field;
mod label;
pub(crate) mod message;
mod name;
mod native;
mod quantiles;
mod set;
pub(crate) mod text;
pub(crate) mod unit;

pub use bounds::{
    bounds_or_stand_in, buckets, exponential_arguments, exponential_range_arguments, function_buckets,
    linear_arguments,
};
pub use budget::{DEFAULT_MAX_SERIES, function_series, series, set_series};
pub use field::{field, info, max_rows, metric_type, rows};
pub(crate) use label::is_label_name;
pub use label::{capacity, label_name, label_value, labels};
pub(crate) use name::is_metric_name;
pub use name::{function_prefix, metric_name, prefix};
pub use native::{native, native_growth, native_max_buckets, native_schema, native_zero_threshold};
pub use quantiles::{quantiles, window, window_or_stand_in};
pub use set::{clashes, distinct, exposed_as_they_are};
pub use unit::unit;

#[cfg(test)]
mod tests;
