use metrics_core::track_metrics;

#[track_metrics(error)]
#[track_caller]
fn order() -> Result<(), String> {
    Ok(())
}

fn main() {}
