use metrics_core::{ErrorLabel, track_metrics};

#[derive(ErrorLabel)]
enum OrderError {
    SoldOut,
}

#[track_metrics(error = OrderError)]
fn order() -> Result<(), String> {
    Err("sold out".to_owned())
}

fn main() {}
