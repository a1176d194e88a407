//! How the metrics of [`metrics_core`] leave the process.
//!
//! # An endpoint for a scraper
//!
//! One line serves the global registry, from any program:
//!
//! ```
//! # #[cfg(feature = "http")] {
//! let server = metrics_export::serve("127.0.0.1:0")?;
//! println!("metrics at http://{}/metrics", server.local_addr());
//! # server.shutdown();
//! # }
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! It runs on a thread of its own. A program that has a tokio runtime can serve inside it, and [`Exporter`] serves a
//! registry of yours:
//!
//! ```
//! # #[cfg(feature = "http")]
//! # async fn run() -> std::io::Result<()> {
//! use metrics_core::Registry;
//! use metrics_export::Exporter;
//!
//! let server = Exporter::new().registry(Registry::global()).bind("127.0.0.1:0").await?;
//! // … until it is time to go:
//! server.shutdown().await;
//! # Ok(())
//! # }
//! # #[cfg(feature = "http")]
//! # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
//! ```
//!
//! The metrics are at `/metrics`, for `GET` and `HEAD`, over HTTP/1.1 and HTTP/2 without TLS. Each client gets the
//! format it asks for, compressed if it wants that.
//!
//! # In a server that you already have
//!
//! [`render`] answers a scrape without any framework: give it the request's `Accept` and `Accept-Encoding` headers,
//! send back its headers and its body. With the feature `http`, [`respond`] does the same for the types of the `http`
//! crate, which axum, hyper, tonic and others share:
//!
//! ```
//! # #[cfg(feature = "http")] {
//! use hyper::{Request, Response};
//! use metrics_core::Registry;
//!
//! async fn metrics<B>(request: Request<B>) -> Response<metrics_export::Body> {
//!     metrics_export::respond(Registry::global(), request.headers())
//! }
//! # }
//! ```
//!
//! # What an endpoint withstands
//!
//! Whatever clients do, recording goes on at full speed. What they can tie up is bounded: 64 connections, the rest wait
//! in the backlog; 16 KiB of request head, complete within 20 seconds; 60 seconds in which a connection makes no
//! progress; 4 scrapes rendered at once. A slow reader holds none of those 4, because an answer is complete before it
//! is sent.
//!
//! There is neither TLS nor authentication: listen where only your scraper can connect, such as the loopback interface
//! that [`DEFAULT_ADDRESS`] names.
//!
//! # Features
//!
//! - `http` (default): the endpoint, on hyper and tokio.

#![forbid(unsafe_code)]

mod encoding;
#[cfg(feature = "http")]
mod endpoint;
#[cfg(feature = "http")]
mod exporter;
#[cfg(feature = "http")]
mod patience;
mod render;
#[cfg(feature = "http")]
mod response;
#[cfg(feature = "http")]
mod server;
#[cfg(feature = "http")]
mod stall;

#[cfg(feature = "http")]
pub use exporter::{DEFAULT_ADDRESS, Exporter, Server, ServerThread, serve};
pub use render::{Rendered, render};
#[cfg(feature = "http")]
pub use response::{Body, respond};
