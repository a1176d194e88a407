use metrics_core::track_metrics;

#[track_metrics(prefix = "scrape", name = "page")]
fn read() {}

#[track_metrics(name = "scrape_page")]
fn write() {}

fn main() {}
