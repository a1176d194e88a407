//! Metrics whose label values are only known at run time: limits, duplicates, order, and what cannot be.

use std::sync::Arc;
use std::time::Duration;

use metrics_core::{CounterRows, Format, GaugeRows, HistogramRows, InfoRows, Metrics, Registry, SummaryRows};

#[derive(Clone, Metrics)]
#[metrics(prefix = "disk")]
struct Disks {
    /// Space that is free.
    #[metric(rows(device, mount), max_rows = 3, unit = "bytes")]
    free: GaugeRows<2, u64>,
    /// Reads.
    #[metric(rows(device), max_rows = 2, touched_only)]
    reads: CounterRows<1>,
    /// Time spent.
    #[metric(rows(device), max_rows = 2)]
    busy: CounterRows<1, Duration>,
    /// Work done.
    work: CounterRows<0, f64>,
    /// Length of requests.
    #[metric(rows(device), max_rows = 2, buckets = [1, 2.5])]
    length: HistogramRows<1>,
    /// Time that a request waited.
    #[metric(rows(device), max_rows = 2, quantiles = [0.5, 0.9])]
    wait: SummaryRows<1, Duration>,
    /// What it is.
    #[metric(rows(device, model), max_rows = 2)]
    device: InfoRows<2>,
}

fn text(disks: Disks) -> String {
    let registry = Registry::builder().label("host", "a").build().unwrap();
    registry.register(Arc::new(disks)).unwrap();
    registry.to_text(Format::Text)
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.starts_with('#')).collect()
}

#[test]
fn rows_are_exposed_in_the_order_of_their_labels() {
    let mut disks = Disks::new();
    disks.free.push(["sdb", "/"], 5);
    disks.free.push(["sda", "/\"x\"\n"], u64::MAX);
    disks.free.push(["sda", ""], 7);
    disks.reads.push(["sdb"], 0);
    disks.reads.push(["sda"], 9);
    disks.busy.push(["sda"], Duration::from_millis(1500));
    disks.work.push([], 0.5);
    disks.length.push(["sda"], &[1, 1], 4, 100.0);
    disks.wait.push(["sda"], &[0.25, f64::NAN], 3, Duration::from_millis(1500));
    disks.device.push(["sda", "x"]);
    assert_eq!(
        lines(&text(disks)),
        [
            r#"disk_free_bytes{host="a",device="sda"} 7"#,
            r#"disk_free_bytes{host="a",device="sda",mount="/\"x\"\n"} 18446744073709551615"#,
            r#"disk_free_bytes{host="a",device="sdb",mount="/"} 5"#,
            r#"disk_reads_total{host="a",device="sda"} 9"#,
            r#"disk_busy_seconds_total{host="a",device="sda"} 1.5"#,
            r#"disk_work_total{host="a"} 0.5"#,
            r#"disk_length_bucket{host="a",device="sda",le="1.0"} 1"#,
            r#"disk_length_bucket{host="a",device="sda",le="2.5"} 1"#,
            r#"disk_length_bucket{host="a",device="sda",le="+Inf"} 4"#,
            r#"disk_length_sum{host="a",device="sda"} 100"#,
            r#"disk_length_count{host="a",device="sda"} 4"#,
            r#"disk_wait_seconds{host="a",device="sda",quantile="0.5"} 0.25"#,
            r#"disk_wait_seconds{host="a",device="sda",quantile="0.9"} NaN"#,
            r#"disk_wait_seconds_sum{host="a",device="sda"} 1.5"#,
            r#"disk_wait_seconds_count{host="a",device="sda"} 3"#,
            r#"disk_device_info{host="a",device="sda",model="x"} 1"#,
        ]
    );
}

#[test]
fn rows_beyond_the_limit_and_duplicates_are_left_out_and_counted() {
    let mut disks = Disks::new();
    for number in 0..10 {
        disks.free.push([&format!("sd{number}"), "/"], number);
    }
    disks.free.push(["sd0", "/"], 99);
    assert_eq!(disks.free.len(), 3);
    assert_eq!((disks.free.refused().beyond_limit, disks.free.refused().duplicate), (7, 1));
    assert_eq!(disks.free.refused().total(), 8);
    disks.work.push([], 1.0);
    disks.work.push([], 2.0);
    let text = text(disks);
    assert!(
        text.contains("disk_free_bytes{host=\"a\",device=\"sd0\",mount=\"/\"} 0\n"),
        "the first one wins"
    );
    assert!(!text.contains("sd3"));
    assert!(text.contains("\ndisk_work_total{host=\"a\"} 1\n"));
}

#[test]
fn what_cannot_be_is_left_out_and_counted() {
    let mut disks = Disks::new();
    for value in [-1.0, f64::NAN, f64::INFINITY] {
        disks.work.push([], value);
    }
    assert_eq!((disks.work.refused().impossible, disks.work.is_empty()), (3, true));
    disks.length.push(["a"], &[1], 4, 1.0);
    disks.length.push(["a"], &[2, 1], 4, 1.0);
    disks.length.push(["a"], &[1, 5], 4, 1.0);
    disks.length.push(["a"], &[1, 1], 4, f64::NAN);
    disks.length.push(["a"], &[1, 1], 4, -1.0);
    assert_eq!((disks.length.refused().impossible, disks.length.len()), (5, 0));
    disks.wait.push(["a"], &[0.1], 1, Duration::ZERO);
    disks.wait.push(["a"], &[0.1, f64::INFINITY], 1, Duration::ZERO);
    disks.wait.push(["a"], &[-0.1, 0.1], 1, Duration::ZERO);
    assert_eq!((disks.wait.refused().impossible, disks.wait.is_empty()), (3, true));
    assert_eq!(lines(&text(disks)), [""; 0]);
}

#[test]
fn a_snapshot_has_them_too() {
    let registry = Registry::new();
    let mut disks = Disks::new();
    disks.free.push(["sda", ""], 7);
    registry.register(Arc::new(disks.clone())).unwrap();
    assert_eq!(registry.snapshot().value("disk_free_bytes", &[("device", "sda")]), Some(7.0));
}

#[test]
fn the_limit_counts_in_the_budget() {
    assert_eq!(Disks::SCHEMA.series(), 3 + 2 + 2 + 1 + 2 * 5 + 2 * 4 + 2);
}

#[test]
fn rows_are_counted_and_so_are_those_left_out() {
    let mut disks = Disks::new();
    assert!(disks.device.is_empty() && disks.length.is_empty() && disks.free.is_empty());
    for model in ["a", "a", "b", "c"] {
        disks.device.push(["sda", model]);
    }
    assert_eq!((disks.device.len(), disks.device.is_empty()), (2, false));
    let refused = disks.device.refused();
    assert_eq!((refused.duplicate, refused.beyond_limit, refused.impossible), (1, 1, 0));
    disks.length.push(["sda"], &[2, 3], 4, 9.0);
    assert_eq!((disks.length.len(), disks.length.is_empty()), (1, false));
}
