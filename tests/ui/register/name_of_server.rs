use metrics_core::{Counter, Metrics, register};

#[derive(Metrics)]
#[metrics(prefix = "scrape")]
struct Scrape {
    /// Pages read.
    pages: Counter,
}

#[register]
static SCRAPE: Scrape = Scrape::new();

fn main() {}
