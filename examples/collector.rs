//! An exporter of foreign data: a database is asked for its statistics at each scrape, and the process is looked at.
//!
//! ```text
//! cargo run --example collector           # then: curl http://127.0.0.1:8000/metrics
//! cargo run --example collector -- --once             # the second of two expositions; also with --openmetrics
//! ```

use std::error::Error;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use metrics_core::{Collector, CounterRows, Format, Gauge, GaugeRows, Metrics, Registry};

metrics_core::build_info!();

/// What the database tells of itself. The tables are not known before it does, but how many may be exposed is.
#[derive(Metrics)]
#[metrics(prefix = "db")]
struct DatabaseMetrics {
    /// Rows read, by table.
    #[metric(rows(schema, table), max_rows = 200)]
    rows_read: CounterRows<2>,
    /// Size on disk, by table.
    #[metric(rows(schema, table), max_rows = 200, unit = "bytes")]
    table_size: GaugeRows<2, u64>,
    /// Queries that run now.
    active_queries: Gauge<(), u64>,
}

struct Database {
    queries: AtomicU64,
}

impl Database {
    /// Stands for `SELECT … FROM statistics`: what comes over the wire is text.
    fn statistics(&self) -> String {
        let queries = self.queries.fetch_add(1, Ordering::Relaxed);
        format!(
            "shop orders {} 8192\nshop customers {} 16384\naudit log 7 1048576\n",
            100 + queries,
            3 * queries
        )
    }
}

impl Collector for Database {
    type Metrics = DatabaseMetrics;

    fn collect(&self) -> Result<DatabaseMetrics, Box<dyn Error + Send + Sync>> {
        let mut metrics = DatabaseMetrics::new();
        for line in self.statistics().lines() {
            let [schema, table, read, size] = line.split(' ').collect::<Vec<_>>()[..] else {
                return Err(format!("not a line of statistics: {line}").into());
            };
            metrics.rows_read.push([schema, table], read.parse()?);
            metrics.table_size.push([schema, table], size.parse()?);
        }
        metrics.active_queries.set(1);
        Ok(metrics)
    }

    /// A database that hangs costs its own families, and a scrape no more than this.
    fn budget(&self) -> Option<Duration> {
        Some(Duration::from_secs(2))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let registry = Registry::global();
    registry.register_collector("database", Database { queries: AtomicU64::new(0) })?;
    metrics_process::register(registry)?;
    metrics_export::register_own_metrics(registry)?;
    let asked_for = |flag: &str| std::env::args().any(|argument| argument == flag);
    if asked_for("--once") {
        let format = if asked_for("--openmetrics") { Format::OpenMetrics } else { Format::Text };
        let _first = registry.to_text(format);
        print!("{}", registry.to_text(format));
        return Ok(());
    }
    let server = metrics_export::serve("127.0.0.1:8000")?;
    println!("metrics on http://{}/metrics", server.local_addr());
    loop {
        thread::park();
    }
}
