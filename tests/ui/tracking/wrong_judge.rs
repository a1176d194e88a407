use metrics_core::track_metrics;

#[track_metrics(ok_if = is_ok)]
fn order() -> u8 {
    1
}

fn is_ok(number: &u16) -> bool {
    *number > 0
}

fn main() {}
