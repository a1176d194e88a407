use metrics_core::track_metrics;

#[track_metrics]
fn pay(card: Card) -> Result<(), PayError> {
    let _ = card;
    Ok(())
}

fn main() {}
