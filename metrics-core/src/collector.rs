//! Collectors: metrics of something else, which are asked for at each scrape.

use std::error::Error;
use std::time::Duration;

use crate::metric::{AnyMetrics, Metrics};
use crate::schema::SetSchema;

/// What is asked for metrics at each scrape: a client of a database, a reader of `/proc`.
///
/// What it returns is a metric set like any other, made anew each time. So names, help texts and the names of labels are
/// known when it is [registered](crate::Registry::register_collector), and judged by the compiler; the values of labels
/// can come with [rows](crate::GaugeRows). A closure that returns such a set is a collector, too.
///
/// ```
/// use std::error::Error;
/// use metrics_core::{Collector, CounterRows, Gauge, Metrics, Registry};
///
/// #[derive(Metrics)]
/// #[metrics(prefix = "queue")]
/// struct QueueMetrics {
///     /// Messages taken, by queue.
///     #[metric(rows(queue), max_rows = 100)]
///     taken: CounterRows<1>,
///     /// Clients that are connected.
///     clients: Gauge,
/// }
///
/// struct Broker; // with a connection, in earnest
///
/// impl Collector for Broker {
///     type Metrics = QueueMetrics;
///
///     fn collect(&self) -> Result<QueueMetrics, Box<dyn Error + Send + Sync>> {
///         let mut metrics = QueueMetrics::new();
///         for (queue, taken) in [("mail", "3"), ("sms", "5")] {
///             metrics.taken.push([queue], taken.parse()?);
///         }
///         metrics.clients.set(2.0);
///         Ok(metrics)
///     }
/// }
///
/// let registry = Registry::new();
/// registry.register_collector("broker", Broker)?;
/// assert_eq!(registry.snapshot().sum("queue_taken_total", &[]), 8.0);
/// # Ok::<(), metrics_core::RegisterError>(())
/// ```
///
/// # What goes wrong
///
/// A collector that panics, returns an error or exceeds its budget costs its own families, all of them, for that scrape:
/// half a family is never exposed, nor is what an earlier scrape got. It is counted:
/// [`Registry::collectors`](crate::Registry::collectors). The next scrape asks again. (In a program that aborts on
/// panic, a panic ends it, as anywhere else.)
///
/// # Time
///
/// Without a [`budget`](Self::budget), a collector runs on the thread that scrapes, which waits for it however long it
/// takes. With one, it runs on a thread of its own, started for each scrape, and the scrape goes on without it when the
/// time is over. Such collectors run at the same time, so that a scrape waits for the slowest and not for all of them.
/// What comes late is thrown away. A collector is never run twice at once, whichever registries expose it: while it
/// exceeds its budget, scrapes do without it, and it holds one thread; without a budget, scrapes wait for one another.
///
/// # What it may do
///
/// Whatever it likes: record, register, unregister (itself, too). A scrape from within a collector reads all but
/// collectors. Without a budget, it must not wait for another thread that scrapes the same registry or one above: that one
/// waits for this scrape to end, or for the collector.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a collector",
    label = "expected a type with `impl Collector`, or a closure that returns `Ok` with a metric set"
)]
pub trait Collector: Send + Sync + 'static {
    /// What is collected.
    type Metrics: Metrics;

    /// Asks for the metrics as they are now.
    ///
    /// # Errors
    ///
    /// If there are none to be had. Then nothing of the collector is exposed.
    fn collect(&self) -> Result<Self::Metrics, Box<dyn Error + Send + Sync>>;

    /// How long a scrape waits for it; asked once, when it is registered. `None`: as long as it takes, on the thread that
    /// scrapes.
    fn budget(&self) -> Option<Duration> {
        None
    }

    /// The same collector with a budget.
    fn within(self, budget: Duration) -> Within<Self>
    where
        Self: Sized,
    {
        Within::new(budget, self)
    }
}

#[diagnostic::do_not_recommend]
impl<F, M> Collector for F
where
    F: Fn() -> Result<M, Box<dyn Error + Send + Sync>> + Send + Sync + 'static,
    M: Metrics,
{
    type Metrics = M;

    fn collect(&self) -> Result<M, Box<dyn Error + Send + Sync>> {
        self()
    }
}

/// A collector with a budget: see [`Collector::within`].
///
/// ```
/// use std::time::Duration;
/// use metrics_core::{Gauge, Metrics, Registry, Within};
///
/// #[derive(Metrics)]
/// struct Sensor {
///     /// Temperature of the room.
///     #[metric(unit = "celsius")]
///     room_temperature: Gauge,
/// }
///
/// let registry = Registry::new();
/// let sensor = Within::new(Duration::from_secs(2), || {
///     let sensor = Sensor::new();
///     sensor.room_temperature.set(20.5);
///     Ok(sensor)
/// });
/// registry.register_collector("sensor", sensor)?;
/// assert_eq!(registry.snapshot().value("room_temperature_celsius", &[]), Some(20.5));
/// # Ok::<(), metrics_core::RegisterError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Within<C> {
    budget: Duration,
    collector: C,
}

impl<C: Collector> Within<C> {
    /// Gives a collector a budget.
    pub const fn new(budget: Duration, collector: C) -> Self {
        Self { budget, collector }
    }
}

#[diagnostic::do_not_recommend]
impl<C: Collector> Collector for Within<C> {
    type Metrics = C::Metrics;

    fn collect(&self) -> Result<Self::Metrics, Box<dyn Error + Send + Sync>> {
        self.collector.collect()
    }

    fn budget(&self) -> Option<Duration> {
        Some(self.budget)
    }
}

/// A collector whose type is not known.
pub(crate) trait AnyCollector: Send + Sync {
    fn schema(&self) -> &'static SetSchema;
    fn collect_any(&self) -> Result<Box<dyn AnyMetrics>, Box<dyn Error + Send + Sync>>;
}

impl<C: Collector> AnyCollector for C {
    fn schema(&self) -> &'static SetSchema {
        C::Metrics::SCHEMA
    }

    fn collect_any(&self) -> Result<Box<dyn AnyMetrics>, Box<dyn Error + Send + Sync>> {
        Ok(Box::new(self.collect()?))
    }
}
