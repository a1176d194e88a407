use metrics_core::track_metrics;

#[track_metrics]
fn pay(card: String) -> Result<usize, String> {
    drop(card);
    Ok(card.len())
}

fn main() {
    let _ = pay(String::new());
}
