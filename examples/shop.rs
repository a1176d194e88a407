//! A live service: business metrics, an async function that is tracked through every way it can end, orders in flight,
//! and an endpoint for Prometheus. The customers and their bank are simulated, in `shop/traffic.rs`.
//!
//! ```text
//! cargo run --example shop                        # then: curl http://127.0.0.1:9464/metrics
//! cargo run --example shop -- --once              # some orders, one exposition, and out; also with --openmetrics
//! cargo run --example shop -- --listen 127.0.0.1:0 --traffic 500
//! ```

use std::error::Error;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use metrics_core::{
    Counter, Format, Gauge, Histogram, Label, LabelSet, Metrics, Registry, UpDownCounter, track_metrics,
};
use metrics_export::Exporter;
use tokio::time::timeout;

#[path = "shop/arguments.rs"]
mod arguments;
#[path = "shop/traffic.rs"]
mod traffic;

use arguments::Arguments;
use traffic::{Card, Customer, Receipt, Refused};

#[derive(Clone, Copy, Label)]
#[label(rename_all = "UPPERCASE")]
enum Method {
    Get,
    Post,
    #[label(other)]
    Other,
}

#[derive(Clone, Copy, Label)]
enum Outcome {
    Success,
    Declined,
    TimedOut,
    Failed,
}

#[derive(Clone, Copy, LabelSet)]
struct Order {
    outcome: Outcome,
    method: Method,
}

#[derive(Metrics)]
#[metrics(prefix = "shop", max_series = 200)]
struct ShopMetrics {
    /// Orders processed, by outcome and method.
    orders: Counter<Order>,
    /// Orders waiting in the queue.
    queue_depth: Gauge,
    /// Orders being processed.
    in_flight: UpDownCounter,
    /// Payment round trip.
    #[metric(buckets = [0.05, 0.1, 0.25, 0.5, 1.0, 2.5])]
    payment_duration: Histogram<Method, Duration>,
    /// Size of the receipt sent.
    #[metric(unit = "bytes", buckets = exponential(256.0, 4.0, 8))]
    receipt_size: Histogram,
}

#[metrics_core::register]
static SHOP: ShopMetrics = ShopMetrics::new();

/// How long we wait for the bank.
const PATIENCE: Duration = Duration::from_millis(400);

/// Counted and timed, whether it returns a receipt or an error, panics, or is dropped before it is done.
#[track_metrics]
async fn charge(card: Card) -> Result<Receipt, Refused> {
    traffic::ask_the_bank(card).await
}

/// Says what came of it, and how long the bank took.
async fn checkout(Customer { method, card }: Customer) -> (Outcome, Duration) {
    let _in_flight = SHOP.in_flight.track();
    let asked = Instant::now();
    // In a task of its own, so that a bug in there costs this order and nothing else.
    let answer = tokio::spawn(timeout(PATIENCE, charge(card))).await;
    let took = asked.elapsed();
    SHOP.payment_duration.with(method).observe(took);
    let outcome = match answer {
        Ok(Ok(Ok(receipt))) => {
            SHOP.receipt_size.observe(receipt.bytes);
            Outcome::Success
        }
        Ok(Ok(Err(Refused))) => Outcome::Declined,
        Ok(Err(_elapsed)) => Outcome::TimedOut,
        Err(_panicked) => Outcome::Failed,
    };
    SHOP.orders.with(Order { outcome, method }).inc();
    (outcome, took)
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        // That the port is taken, for instance: in words.
        Err(error) => {
            eprintln!("shop: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let Arguments { listen, traffic, once, openmetrics } = Arguments::read()?;
    if once {
        traffic::run(traffic.unwrap_or(100), Duration::ZERO).await;
        let format = if openmetrics { Format::OpenMetrics } else { Format::Text };
        print!("{}", Registry::global().to_text(format));
        return Ok(());
    }
    let server = Exporter::new().bind(listen).await?;
    println!("metrics on http://{}/metrics", server.local_addr());
    tokio::spawn(async move {
        let recorded = traffic::run(traffic.unwrap_or(u64::MAX), Duration::from_millis(20)).await;
        println!("recorded {recorded}");
    });
    tokio::signal::ctrl_c().await?;
    server.shutdown().await;
    Ok(())
}
