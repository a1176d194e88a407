use metrics_core::track_metrics;

#[track_metrics(ok_if = is_ok, error_if = is_error)]
fn order() -> u8 {
    1
}

#[allow(dead_code)]
fn is_ok(number: &u8) -> bool {
    *number > 0
}

#[allow(dead_code)]
fn is_error(number: &u8) -> bool {
    *number == 0
}

fn main() {}
