use metrics_core::track_metrics;

#[track_metrics(error = String)]
fn order() -> Result<(), String> {
    Err(String::new())
}

fn main() {}
