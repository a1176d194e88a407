//! What is told of deliveries by the metrics themselves, so that one who scrapes as well sees that nothing arrives.

use std::time::{SystemTime, UNIX_EPOCH};

use metrics_core::{Counter, Gauge, Label, Metrics};

/// The deliveries of this process, whatever registry they are of.
#[metrics_core::register]
static DELIVERIES: DeliveryMetrics = DeliveryMetrics::new();

#[derive(Metrics)]
#[metrics(prefix = "metrics_export")]
struct DeliveryMetrics {
    /// Deliveries of metrics, repeated attempts not counted.
    deliveries: Counter<(Destination, Delivery)>,
    /// When metrics were last delivered, in seconds since 1970; 0 before the first time.
    #[metric(unit = "seconds")]
    last_delivery_timestamp: Gauge<Destination>,
    /// Data points that an OpenTelemetry collector got, and refused.
    #[cfg(feature = "otlp")]
    refused_points: Counter,
}

/// Where metrics are delivered to.
#[derive(Clone, Copy, Label)]
pub(crate) enum Destination {
    /// A file for `node_exporter`.
    #[cfg(feature = "textfile")]
    Textfile,
    /// A Pushgateway.
    #[cfg(feature = "pushgateway")]
    Pushgateway,
    /// An OpenTelemetry collector.
    #[cfg(feature = "otlp")]
    Otlp,
}

#[derive(Clone, Copy, Label)]
#[label(name = "result")]
enum Delivery {
    Delivered,
    Failed,
}

impl Destination {
    /// Counts a delivery, and hands on how it went.
    pub(crate) fn count<T, E>(self, outcome: Result<T, E>) -> Result<T, E> {
        let delivery = if outcome.is_ok() { Delivery::Delivered } else { Delivery::Failed };
        DELIVERIES.deliveries.with((self, delivery)).inc();
        if outcome.is_ok() {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            DELIVERIES.last_delivery_timestamp.with(self).set(now.as_secs_f64());
        }
        outcome
    }

    /// Counts data points that were refused.
    #[cfg(feature = "otlp")]
    pub(crate) fn count_refused(points: u64) {
        DELIVERIES.refused_points.inc_by(points);
    }
}
