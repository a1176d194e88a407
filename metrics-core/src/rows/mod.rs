//! Rows: metrics whose label values are only known when they are collected.

mod histogram;
mod info;
mod number;
mod summary;
mod table;

pub use histogram::HistogramRows;
pub use info::InfoRows;
pub use number::{CounterRows, GaugeRows};
pub use summary::SummaryRows;
pub use table::Refused;
