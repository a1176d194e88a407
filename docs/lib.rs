//! The pages of the repository, compiled: every block of Rust in them is a test, and every quotation is compared with
//! what it quotes.

#[doc = include_str!("../README.md")]
pub mod readme {}

#[doc = include_str!("architecture.md")]
pub mod architecture {}

#[doc = include_str!("macros.md")]
pub mod macros {}

#[doc = include_str!("naming.md")]
pub mod naming {}

#[doc = include_str!("labels.md")]
pub mod labels {}

#[doc = include_str!("exporters.md")]
pub mod exporters {}

#[doc = include_str!("pushing.md")]
pub mod pushing {}

#[doc = include_str!("testing.md")]
pub mod testing {}

#[doc = include_str!("track_metrics.md")]
pub mod track_metrics {}

#[cfg(test)]
mod quotations;
