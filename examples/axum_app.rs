//! An axum service that measures its requests with a middleware of its own (`axum_app/measure.rs`), and serves its metrics on the same port.
//! A request is counted however it ends: with a response, a panic, or a client that went away.
//!
//! ```text
//! cargo run --example axum_app                    # then: curl http://127.0.0.1:3000/metrics
//! cargo run --example axum_app -- --once          # a few requests, one exposition; also with --openmetrics
//! ```

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use axum::{Router, routing::get};
use metrics_core::{Format, Registry};
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

#[path = "axum_app/clients.rs"]
mod clients;
#[path = "axum_app/measure.rs"]
mod measure;

async fn user(Path(id): Path<u64>) -> String {
    assert_ne!(id, 13, "user 13 has no name");
    format!("user {id}\n")
}

async fn report() -> &'static str {
    tokio::time::sleep(Duration::from_secs(5)).await;
    "all is well\n"
}

async fn metrics(headers: HeaderMap) -> impl IntoResponse {
    // On a thread that may block: a scrape waits for another one, and for collectors.
    spawn_blocking(move || metrics_export::respond(Registry::global(), &headers))
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

fn app() -> Router {
    let measured = Router::new()
        .route("/api/users/{id}", get(user))
        .route("/api/report", get(report))
        .layer(from_fn(measure::requests));
    // After the layer: probes and scrapes are no traffic.
    measured
        .route("/health", get(|| async { "ok\n" }))
        .route("/metrics", get(metrics))
        .route("/metrics/", get(metrics))
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let asked_for = |flag: &str| std::env::args().any(|argument| argument == flag);
    let once = asked_for("--once");
    let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], if once { 0 } else { 3000 }))).await?;
    let address = listener.local_addr()?;
    let server = axum::serve(listener, app()).into_future();
    if once {
        tokio::spawn(server);
        clients::come(address).await?;
        let format = if asked_for("--openmetrics") { Format::OpenMetrics } else { Format::Text };
        print!("{}", Registry::global().to_text(format));
        return Ok(());
    }
    println!("metrics on http://{address}/metrics");
    server.await
}
