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
//! The metrics are at `/metrics`, for `GET` and `HEAD`, over HTTP/1.1 and HTTP/2. Each client gets the format it asks for,
//! compressed if it wants that. An endpoint may listen at a [Unix socket](UnixSocket) as well, or instead, and at
//! [several addresses](Exporter::also_at).
//!
//! # In a server that you already have
//!
//! With axum, hyper, tonic or another server that has the types of the `http` crate, [`respond`] answers a scrape: give
//! it the request's headers, send back what it returns. It waits for other scrapes of the registry and for collectors, so
//! on an async runtime it belongs on a thread that may block.
//!
//! ```
//! # #[cfg(feature = "http")] {
//! use hyper::{Request, Response};
//! use metrics_core::Registry;
//! use tokio::task::{JoinError, spawn_blocking};
//!
//! async fn metrics<B>(request: Request<B>) -> Result<Response<metrics_export::Body>, JoinError> {
//!     let (request, _) = request.into_parts();
//!     spawn_blocking(move || metrics_export::respond(Registry::global(), &request.headers)).await
//! }
//! # }
//! ```
//!
//! For all others there is [`render`], which knows no framework: strings in, strings and bytes out.
//!
//! # What an endpoint withstands
//!
//! Whatever clients do, recording goes on at full speed. What they can tie up is bounded:
//!
//! - 64 connections, or as many as there are file descriptors. One more ends the one with which least is lost: the longest idle; else the longest without a
//!   request; else the longest at reading its answer, if for 5 seconds at least. Else the new one gets a 503.
//! - 10 seconds and 16 KiB for the head of a connection's first request, after its TLS handshake if there is one, 60 seconds for sending an answer, 75 seconds
//!   between two requests: in total, and not since the last byte. An HTTP/2 client that does not open its window is as
//!   slow a reader as one that does not read.
//! - 4 scrapes rendered at once. Those that wait for their turn and want the same share one rendering, and its bytes. A
//!   slow reader holds no turn, because an answer is complete before it is sent.
//! - 64 MiB of answers that are not read yet. Where there is more, the next scrape waits, and the slowest reader is ended
//!   for it, as soon as it has had 5 seconds.
//! - 4 requests at once on an HTTP/2 connection.
//!
//! A scrape that is not rendered in time gets a 503, whether it waits for others or for a callback. The time is what
//! its `X-Prometheus-Scrape-Timeout-Seconds` header says, less half a second, and at most 60 seconds; or 10 seconds if
//! there is no such header, or no sense in it.
//!
//! What nothing can end is a callback (of a `GaugeFn`, say) that never returns: scrapes of a registry wait for each
//! other, so that none succeeds as long as it runs. Up to 4 threads are stuck with it; recording and the program go on.
//! With [`Registry::set_callback_limit`](metrics_core::Registry::set_callback_limit), and a budget for each collector, it
//! costs its own family and one thread.
//!
//! # Who may connect
//!
//! Listen where only your scraper can connect, such as the loopback interface that [`DEFAULT_ADDRESS`] names; or let in
//! only who is known: by certificates (`Exporter::tls`), passwords and tokens (`Exporter::basic_auth`,
//! `Exporter::bearer_token`), in code or by the file that Prometheus' exporters share (`Exporter::web_config`). Each of
//! these is a feature. Whoever is not let in costs a handshake, or the hash of a password: one at a time, and a fifth of
//! one processor at most.
//!
//! # Features
//!
//! - `http` (default): the endpoint, on hyper and tokio.
//! - `tls`: TLS for the endpoint, and certificates of its clients, on rustls and ring.
//! - `auth`: passwords and bearer tokens for the endpoint.
//! - `web-config`: the file `web-config.yml`, for both of these.
//! - `zstd`: compression by zstd, for those who ask for it.
//! - `protobuf`: the protobuf format, and with it native histograms, for servers that ask for it.
//! - `textfile`: a file for `node_exporter`, in `textfile`.
//! - `pushgateway`: pushes to a Pushgateway, in `pushgateway`; on hyper and tokio.
//! - `otlp`: pushes to an OpenTelemetry collector, in `otlp`, over HTTP; with `otlp-grpc` over gRPC as well.
//! - `client-tls`: `https://` for what pushes, on rustls.

#![forbid(unsafe_code)]

#[cfg(feature = "auth")]
mod access;
#[cfg(feature = "http")]
mod address;
#[cfg(feature = "_client")]
mod client;
#[cfg(any(feature = "http", feature = "textfile", feature = "pushgateway", feature = "otlp"))]
mod complaint;
#[cfg(feature = "http")]
mod crowd;
#[cfg(any(feature = "_client", feature = "textfile"))]
mod deliveries;
mod encoding;
#[cfg(feature = "http")]
mod endpoint;
#[cfg(any(feature = "_client", feature = "textfile"))]
mod exported;
#[cfg(feature = "http")]
mod exporter;
#[cfg(feature = "http")]
mod files;
mod filter;
#[cfg(all(
    any(test, metrics_fuzz),
    feature = "otlp",
    feature = "protobuf",
    feature = "pushgateway",
    feature = "web-config"
))]
#[doc(hidden)]
pub mod fuzzing;
#[cfg(feature = "http")]
mod handle;
#[cfg(feature = "http")]
mod listener;
mod negotiate;
#[cfg(feature = "otlp")]
pub mod otlp;
mod own;
#[cfg(feature = "http")]
mod patience;
#[cfg(feature = "http")]
mod phase;
#[cfg(feature = "http")]
mod policy;
#[cfg(feature = "http")]
mod progress;
#[cfg(feature = "protobuf")]
pub mod protobuf;
#[cfg(feature = "pushgateway")]
pub mod pushgateway;
#[cfg(feature = "web-config")]
mod rate_limit;
#[cfg(feature = "http")]
mod refusal;
#[cfg(feature = "http")]
mod reload;
mod render;
#[cfg(feature = "http")]
mod response;
#[cfg(feature = "http")]
mod scrapes;
#[cfg(feature = "http")]
mod server;
#[cfg(feature = "http")]
mod settings;
#[cfg(feature = "textfile")]
pub mod textfile;
#[cfg(feature = "tls")]
mod tls;
#[cfg(all(feature = "http", unix))]
mod unix;
#[cfg(feature = "http")]
mod unread;
#[cfg(feature = "http")]
mod visit;
#[cfg(feature = "web-config")]
mod web_config;

#[cfg(feature = "http")]
pub use address::Address;
#[cfg(all(feature = "http", unix))]
pub use address::UnixSocket;
#[cfg(all(feature = "client-tls", feature = "_client"))]
pub use client::ClientTls;
#[cfg(feature = "_client")]
pub use client::{ConfigError, SendError};
#[cfg(feature = "http")]
pub use exporter::{DEFAULT_ADDRESS, Exporter, serve};
pub use filter::filter;
#[cfg(feature = "http")]
pub use handle::{Server, ServerThread};
pub use own::register_own_metrics;
pub use render::{Rendered, render, render_filtered};
#[cfg(feature = "http")]
pub use response::{Body, respond, respond_filtered};
#[cfg(feature = "tls")]
pub use tls::{ClientAuth, Tls, TlsVersion};
