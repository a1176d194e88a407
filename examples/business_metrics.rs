//! Business metrics beside the technical ones: what is sold, what is declined, what waits.
//!
//! ```text
//! cargo run --example business_metrics            # then: curl -s http://127.0.0.1:8000/metrics | grep -E "orders|queue"
//! cargo run --example business_metrics -- --once          # the same 20 orders, printed; also with --openmetrics
//! ```

use std::collections::VecDeque;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use metrics_core::{Counter, Format, Gauge, GaugeFn, Histogram, Label, LabelSet, Metrics, Registry};

#[derive(Clone, Copy, Label)]
enum Outcome {
    Success,
    Declined,
}

#[derive(Clone, Copy, Label)]
enum PaymentMethod {
    Card,
    Paypal,
    Invoice,
}

/// Two small sets: 6 series, all there from the first scrape. Add a field `user_id: u64`, and the compiler says why not.
#[derive(Clone, Copy, LabelSet)]
struct Order {
    outcome: Outcome,
    payment_method: PaymentMethod,
}

#[derive(Metrics)]
struct BusinessMetrics {
    /// Orders processed, by outcome and payment method.
    orders_processed: Counter<Order>,
    /// Round trip to the payment gateway.
    #[metric(buckets = [0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0])]
    payment_gateway_duration: Histogram<PaymentMethod, Duration>,
    // Read when it is scraped, from the queue itself: nothing to keep in step, nothing to drift.
    /// Orders that wait.
    order_queue_depth: GaugeFn,
    /// Memory that the product cache takes.
    #[metric(unit = "bytes")]
    cache_resident: Gauge<(), i64>,
}

#[metrics_core::register]
static BUSINESS: BusinessMetrics = BusinessMetrics::new();

/// Order numbers, the next one first.
static QUEUE: Mutex<VecDeque<u32>> = Mutex::new(VecDeque::new());

fn process(number: u32, payment_method: PaymentMethod) {
    let (accepted, took) = ask_gateway(number);
    BUSINESS.payment_gateway_duration.with(payment_method).observe(took);
    let outcome = if accepted { Outcome::Success } else { Outcome::Declined };
    BUSINESS.orders_processed.with(Order { outcome, payment_method }).inc();
}

/// A gateway that declines every tenth order, is slow with every fourth, and says how long it took.
fn ask_gateway(number: u32) -> (bool, Duration) {
    (number % 10 != 9, Duration::from_millis(if number % 4 == 3 { 668 } else { 300 }))
}

fn queue() -> MutexGuard<'static, VecDeque<u32>> {
    QUEUE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn main() -> io::Result<()> {
    BUSINESS.order_queue_depth.read_from(|| queue().len() as f64);
    let series = Registry::global().to_text(Format::Text).matches("\norders_processed_total{").count();
    eprintln!("{series} series of orders before the first order");

    queue().extend(0..24);
    BUSINESS.cache_resident.set(512 * 1024 * 1024);
    let batch: Vec<_> = queue().drain(..20).collect();
    for number in batch {
        process(number, PaymentMethod::Card);
    }

    let asked_for = |flag: &str| std::env::args().any(|argument| argument == flag);
    if asked_for("--once") {
        let format = if asked_for("--openmetrics") { Format::OpenMetrics } else { Format::Text };
        print!("{}", Registry::global().to_text(format));
        return Ok(());
    }
    let server = metrics_export::serve("127.0.0.1:8000")?;
    println!("metrics on http://{}/metrics", server.local_addr());
    loop {
        thread::park(); // the shop is closed; the scraper still comes
    }
}
