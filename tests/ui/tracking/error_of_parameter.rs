use metrics_core::track_metrics;

#[track_metrics(error)]
fn order<E: Default>() -> Result<(), E> {
    Err(E::default())
}

fn main() {}
