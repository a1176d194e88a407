//! Pushes to a [Pushgateway](https://github.com/prometheus/pushgateway), which keeps the metrics of batch jobs that are
//! over until Prometheus comes for them.
//!
//! ```no_run
//! use metrics_export::pushgateway::Pushgateway;
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let gateway = Pushgateway::builder("http://127.0.0.1:9091", "nightly_backup").group("shard", "eu").build()?;
//!     let push = gateway.push_on_exit();
//!     // … the job …
//!     push.finish()?; // or, without asking how it went, when `push` is dropped
//!     Ok(())
//! }
//! ```
//!
//! A service that goes on is better scraped: a Pushgateway keeps what a program that is gone has said, and does not tell
//! when one is down.
//!
//! # Groups
//!
//! Metrics are kept by *group*: the job, and the labels given by [`group`](PushgatewayBuilder::group). The labels become
//! those of all series. [`push`](Pushgateway::push) replaces all metrics of the group, [`push_add`](Pushgateway::push_add)
//! those of the same names, and [`delete`](Pushgateway::delete) removes the group.
//!
//! # Without a runtime
//!
//! What is `async` needs a tokio runtime with I/O and time. From anywhere else (and within a runtime, at the price of
//! blocking a thread of it) there is [`blocking`](Pushgateway::blocking).
//!
//! # When it fails
//!
//! Nothing is tried again: a job that wants to can. Each request has a [time limit](PushgatewayBuilder::timeout), which
//! includes reading the metrics. How often it went well and failed is counted by `metrics_export_deliveries_total`; that
//! helps only who scrapes the program as well.
//!
//! Redirects are not followed, and proxies not used.

mod builder;
mod error;
mod gateway;
mod grouping;
mod on_exit;

pub use builder::PushgatewayBuilder;
pub use error::PushError;
pub use gateway::{Blocking, Pushgateway};
#[cfg(any(test, metrics_fuzz))]
pub(crate) use grouping::Grouping;
pub use on_exit::PushOnExit;
