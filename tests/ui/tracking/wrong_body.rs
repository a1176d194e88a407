use metrics_core::track_metrics;

#[track_metrics]
fn total(prices: &[u64]) -> u64 {
    let total: u64 = prices.iter().sum();
    totl
}

#[track_metrics]
fn length(text: &str) -> Result<u64, String> {
    text.len()
}

#[track_metrics]
async fn fetched(text: &str) -> Result<u64, String> {
    text.len()
}

fn main() {}
