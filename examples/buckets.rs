//! Choosing buckets: what comes ready-made, lists of your own, and what they cost in series.
//!
//! ```text
//! cargo run --example buckets                     # what a scraper would see; also with --openmetrics
//! ```

use std::time::Duration;

use metrics_core::{Format, Histogram, Label, Metrics, Registry, buckets};

#[derive(Clone, Copy, Label)]
enum Endpoint {
    Home,
    Search,
    Cart,
    Checkout,
    Account,
}

/// A list that several metrics share is a constant.
const SLO: &[f64] = &[0.01, 0.05, 0.1, 0.2, 0.5, 1.0];

#[derive(Metrics)]
#[metrics(max_series = 200)]
struct Examples {
    /// Nothing said: 11 bounds for latencies from 5 ms to 10 s.
    request_latency: Histogram<(), Duration>,
    /// Ready-made for HTTP, from 10 ms to 10 s.
    #[metric(buckets = buckets::HTTP)]
    http_request_duration: Histogram<(), Duration>,
    /// Ready-made for databases and caches, from 1 ms to 1 s: 13 series for each of the 5 endpoints.
    #[metric(buckets = buckets::DATABASE)]
    db_query_duration: Histogram<Endpoint, Duration>,
    /// Ready-made for jobs that take seconds to minutes.
    #[metric(buckets = buckets::BATCH)]
    file_processing: Histogram<(), Duration>,
    /// "99 % within 200 ms" can be answered exactly, because 200 ms is a bound.
    #[metric(buckets = SLO)]
    checkout_duration: Histogram<(), Duration>,
    /// Each bound is twice the one before.
    #[metric(buckets = exponential(0.01, 2.0, 10))]
    render_duration: Histogram<(), Duration>,
    /// From 1 KiB to 1 GiB, evenly spread on a logarithmic scale.
    #[metric(unit = "bytes", buckets = exponential_range(1024.0, 1_073_741_824.0, 5))]
    upload_size: Histogram<(), u64>,
    /// Equal steps, for what has a known range.
    #[metric(buckets = linear(10.0, 10.0, 9))]
    battery_percentage_points: Histogram,
}

static EXAMPLES: Examples = Examples::new();

fn main() -> Result<(), metrics_core::RegisterError> {
    let registry = Registry::new();
    registry.register(&EXAMPLES)?;

    for milliseconds in [3, 30, 190, 200, 201, 900, 5000] {
        let took = Duration::from_millis(milliseconds);
        EXAMPLES.request_latency.observe(took);
        EXAMPLES.http_request_duration.observe(took);
        EXAMPLES.db_query_duration.with(Endpoint::Search).observe(took);
        EXAMPLES.checkout_duration.observe(took);
        EXAMPLES.render_duration.observe(took);
        EXAMPLES.file_processing.observe(took * 60);
        EXAMPLES.upload_size.observe(milliseconds * 1024);
        EXAMPLES.battery_percentage_points.observe((milliseconds % 101) as f64);
    }
    // Bounds are inclusive: of the 7, 4 took at most 200 ms.
    let within_slo: u64 = EXAMPLES.checkout_duration.snapshot().buckets[..4].iter().sum();
    eprintln!("{within_slo} of 7 checkouts within 200 ms");
    // What a server stores is known before there is a server.
    eprintln!("{} series", Examples::SCHEMA.series());

    let openmetrics = std::env::args().any(|argument| argument == "--openmetrics");
    print!("{}", registry.to_text(if openmetrics { Format::OpenMetrics } else { Format::Text }));
    Ok(())
}
