//! A job that runs, ends, and leaves its metrics behind: with a Pushgateway, or in a file for node_exporter.
//!
//! ```text
//! cargo run --example batch_job -- --pushgateway http://127.0.0.1:9091
//! cargo run --example batch_job -- --textfile /var/lib/prometheus/node-exporter/backup.prom
//! cargo run --example batch_job -- --once         # only shows what that would be; also with --openmetrics
//! ```

use std::env;
use std::error::Error;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use metrics_core::{Counter, Format, Gauge, Histogram, Label, Metrics, Registry};
use metrics_export::pushgateway::Pushgateway;
use metrics_export::textfile;

#[derive(Clone, Copy, Label)]
enum Copied {
    New,
    Unchanged,
    Failed,
}

#[derive(Metrics)]
#[metrics(prefix = "backup")]
struct BackupMetrics {
    /// Files looked at, by what became of them.
    files: Counter<Copied>,
    /// Sizes of the files that were copied.
    #[metric(unit = "bytes", buckets = exponential(1024.0, 16.0, 6))]
    file_size: Histogram,
    /// How long the job took.
    #[metric(unit = "seconds")]
    duration: Gauge,
    /// When the job last ended well, in seconds since 1970: alert on its age, not on the job's absence.
    #[metric(unit = "seconds")]
    last_success_timestamp: Gauge,
}

#[metrics_core::register]
static BACKUP: BackupMetrics = BackupMetrics::new();

fn main() -> Result<(), Box<dyn Error>> {
    // Said before the job runs, so that a mistake in it shows now. Pushes on every way out, also after a panic.
    let _push = match argument("--pushgateway") {
        Some(url) => {
            Some(Pushgateway::builder(url, "backup").group("volume", "/srv/data").build()?.push_on_exit())
        }
        None => None,
    };

    let started = SystemTime::now();
    let outcome = back_up();
    BACKUP.duration.set(started.elapsed().unwrap_or_default().as_secs_f64());
    if outcome.is_ok() {
        BACKUP.last_success_timestamp.set(since_1970().as_secs_f64());
    }

    if let Some(path) = argument("--textfile") {
        // A job does not fail because its metrics cannot be written.
        textfile::write(Registry::global(), path).unwrap_or_else(|error| eprintln!("{error}"));
    }
    let openmetrics = env::args().any(|argument| argument == "--openmetrics");
    let format = if openmetrics { Format::OpenMetrics } else { Format::Text };
    print!("{}", Registry::global().to_text(format));
    outcome
}

#[allow(clippy::unnecessary_wraps)] // a real one can fail
fn back_up() -> Result<(), Box<dyn Error>> {
    for number in 0..200_u32 {
        let copied = match number % 10 {
            0 => Copied::Failed,
            1..5 => Copied::New,
            _ => Copied::Unchanged,
        };
        BACKUP.files.with(copied).inc();
        if matches!(copied, Copied::New) {
            BACKUP.file_size.observe(f64::from(number).powi(3));
        }
    }
    Ok(())
}

fn since_1970() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// What stands after this flag.
fn argument(flag: &str) -> Option<String> {
    let mut arguments = env::args().skip_while(|argument| argument != flag);
    arguments.nth(1)
}
