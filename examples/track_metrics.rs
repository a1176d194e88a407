//! Functions that are counted and timed, whatever their shape and however their calls end.
//!
//! ```text
//! cargo run --example track_metrics               # what a scraper would see; also with --openmetrics
//! ```

use std::num::ParseIntError;
use std::panic;
use std::thread;
use std::time::Duration;

use metrics_core::{Format, Registry, track_metrics};
use tokio::time::{sleep, timeout};

/// One call, in `function_calls_total{function="slow_operation",…,outcome="ok"}` and in
/// `function_duration_seconds{function="slow_operation",…}`.
#[track_metrics]
fn slow_operation() -> &'static str {
    thread::sleep(Duration::from_millis(500));
    "done"
}

/// An `Err` is an outcome of its own, also when it comes from `?`.
#[track_metrics]
fn add(left: &str, right: &str) -> Result<i64, ParseIntError> {
    Ok(left.parse::<i64>()? + right.parse::<i64>()?)
}

/// A panic is counted on its way through.
#[track_metrics]
fn share(cake: u32, guests: u32) -> u32 {
    cake / guests
}

/// Timed across every `await`; a caller that loses patience is counted as `cancelled`.
#[track_metrics]
async fn fetch(latency: Duration) -> usize {
    sleep(latency).await;
    42
}

struct Cart {
    prices: Vec<u64>,
}

impl Cart {
    /// Methods of one name in one module would count together: a name of its own tells them apart.
    #[track_metrics(function = "Cart::total")]
    fn total(&self) -> u64 {
        self.prices.iter().sum()
    }
}

/// Is there at 0 all the same: an alert on it never finds "no data".
#[track_metrics]
#[allow(dead_code)]
fn never_called() {}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    assert_eq!(slow_operation(), "done");

    assert_eq!(add("40", "2"), Ok(42));
    assert!(add("40", "two").is_err());

    panic::set_hook(Box::new(|_| eprintln!("nobody to share with: a panic, on purpose")));
    assert_eq!(share(12, 4), 3);
    assert!(panic::catch_unwind(|| share(12, 0)).is_err());

    assert_eq!(fetch(Duration::from_millis(10)).await, 42);
    assert!(timeout(Duration::from_millis(10), fetch(Duration::from_secs(60))).await.is_err());

    assert_eq!(Cart { prices: vec![3, 4] }.total(), 7);

    let openmetrics = std::env::args().any(|argument| argument == "--openmetrics");
    let format = if openmetrics { Format::OpenMetrics } else { Format::Text };
    print!("{}", Registry::global().to_text(format));
}
