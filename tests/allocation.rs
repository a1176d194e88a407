//! Recording allocates when a thread touches a metric for the first time, and never again; nor does a warm scrape.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Waker};
use std::time::Duration;

use metrics_core::label::{HttpMethod, StatusClass};
use metrics_core::{Counter, Format, Gauge, Histogram, Metrics, Registry, UpDownCounter, track_metrics};

struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
}

#[allow(unsafe_code)]
// SAFETY: hands everything on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        // SAFETY: the caller's promises are those that the system's allocator asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations(work: impl FnOnce()) -> u64 {
    let before = ALLOCATIONS.get();
    work();
    ALLOCATIONS.get() - before
}

#[derive(Metrics)]
struct Everything {
    /// Requests.
    requests: Counter<(HttpMethod, StatusClass)>,
    /// Amount.
    amount: Counter<(), f64>,
    /// Level.
    level: Gauge<StatusClass>,
    /// In flight.
    in_flight: UpDownCounter,
    /// Latency.
    latency: Histogram<HttpMethod, Duration>,
    /// Size.
    #[metric(unit = "bytes", buckets = BYTES)]
    size: Histogram,
}

#[track_metrics]
fn tracked(number: u32) -> Result<u32, String> {
    if number == u32::MAX { Err(String::new()) } else { Ok(number) }
}

#[track_metrics]
async fn tracked_future(number: u32) -> u32 {
    std::future::ready(number).await
}

fn record(everything: &Everything, times: u32) {
    for number in 0..times {
        let _in_flight = everything.in_flight.track();
        let _timer = everything.latency.with(HttpMethod::Get).start_timer();
        everything.requests.with((HttpMethod::Post, StatusClass::Success)).inc();
        everything.amount.inc_by(0.5);
        everything.level.with(StatusClass::Success).set(f64::from(number));
        everything.size.observe(f64::from(number));
        let _ = tracked(number);
        let mut future = pin!(tracked_future(number));
        assert!(future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready());
    }
}

#[test]
fn recording_allocates_on_the_first_touch_only() {
    let everything = Everything::new();
    assert!(allocations(|| record(&everything, 1)) > 0, "the counter of allocations works");
    assert_eq!(allocations(|| record(&everything, 10_000)), 0);
}

#[test]
fn a_warm_scrape_allocates_nothing() {
    let registry = Registry::new();
    registry.register(Arc::new(Everything::new())).unwrap();
    let mut out = Vec::new();
    for format in [Format::Text, Format::OpenMetrics] {
        registry.encode(format, &mut out);
        out.clear();
    }
    for format in [Format::Text, Format::OpenMetrics] {
        assert_eq!(allocations(|| registry.encode(format, &mut out)), 0);
        assert!(out.len() > 10_000);
        out.clear();
    }
}
