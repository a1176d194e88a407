//! What scrapes cost and what goes wrong in them, asked for by a real client.

mod support;

use std::sync::Arc;

use metrics_core::{Counter, Format, Gauge, GaugeFn, GaugeRows, Metrics, Registry};
use metrics_export::Exporter;
use support::Client;

#[derive(Metrics)]
struct Things {
    /// Things.
    #[metric(rows(name), max_rows = 1)]
    things: GaugeRows<1>,
}

#[derive(Metrics)]
struct MoreThings {
    /// More things.
    more_things: GaugeFn,
}

#[test]
fn scrapes_and_failures_are_counted() {
    let registry = Arc::new(Registry::new());
    metrics_export::register_own_metrics(Arc::clone(&registry)).unwrap();
    assert!(metrics_export::register_own_metrics(Arc::clone(&registry)).is_err(), "once is enough");
    registry
        .register_collector("full", || {
            let mut things = Things::new();
            for name in ["a", "b"] {
                things.things.push([name], 1.0);
            }
            Ok(things)
        })
        .unwrap();
    let more = Arc::new(MoreThings::new());
    more.more_things.read_from(|| panic!("on purpose"));
    registry.register(more).unwrap();
    registry.register_collector("broken", || -> Result<Broken, _> { Err("no connection".into()) }).unwrap();
    let server = Exporter::new().registry(Arc::clone(&registry)).serve("127.0.0.1:0").unwrap();
    let get = |accept: &str| {
        Client::connect(server.local_addr()).request("GET", "/metrics", &[&format!("Accept: {accept}")])
    };
    let first = get("text/plain");
    get("application/openmetrics-text");
    let text = get("text/plain").text().to_owned();
    for line in [
        "metrics_scrapes_total{format=\"text\"} 1",
        "metrics_scrapes_total{format=\"openmetrics\"} 1",
        "metrics_scrape_duration_seconds_count 2",
        &format!("metrics_exposition_bytes{{format=\"text\"}} {}", first.text().len()),
        "metrics_collector_failures_total{collector=\"broken\",reason=\"error\"} 2",
        "metrics_collector_rows_refused_total{collector=\"full\",reason=\"limit\"} 2",
        "metrics_collector_runs_total{collector=\"full\"} 2",
        "metrics_callback_failures_total{family=\"more_things\",reason=\"panic\"} 2",
        "things{name=\"a\"} 1",
    ] {
        assert!(text.contains(&format!("\n{line}\n")), "{line} is not in {text}");
    }
    server.shutdown();
    let weak = Arc::downgrade(&registry);
    drop(registry);
    assert_eq!(weak.strong_count(), 0, "its own metrics do not keep it alive");
}

/// Sets that have names which are taken by the first, the second and the last of what is registered.
#[test]
fn what_cannot_be_registered_leaves_nothing_behind() {
    fn refused<M: Metrics>(taken: &'static M) {
        let registry = Arc::new(Registry::new());
        registry.register(taken).unwrap();
        let before = registry.to_text(Format::Text);
        metrics_export::register_own_metrics(Arc::clone(&registry)).unwrap_err();
        assert_eq!(registry.to_text(Format::Text), before);
        assert!(registry.unregister(taken));
        metrics_export::register_own_metrics(registry).unwrap();
    }
    refused(&TAKEN_FIRST);
    refused(&TAKEN_NEXT);
    refused(&TAKEN_LAST);
}

static TAKEN_FIRST: TakenFirst = TakenFirst::new();
static TAKEN_NEXT: TakenNext = TakenNext::new();
static TAKEN_LAST: TakenLast = TakenLast::new();

#[derive(Metrics)]
struct TakenFirst {
    /// Of the program.
    metrics_scrapes: Counter,
}

#[derive(Metrics)]
struct TakenNext {
    /// Of the program.
    metrics_config_reloads: Counter,
}

#[derive(Metrics)]
struct TakenLast {
    /// Of the program.
    metrics_max_series: Gauge,
}

#[derive(Metrics)]
struct Broken {
    /// Never there.
    #[metric(rows(name), max_rows = 1)]
    broken_things: GaugeRows<1>,
}
