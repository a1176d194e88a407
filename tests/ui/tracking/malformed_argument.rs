use metrics_core::track_metrics;

#[track_metrics("order")]
fn order() {}

#[track_metrics(function)]
fn pay() {}

#[track_metrics(function = order)]
fn refund() {}

#[track_metrics(function = "")]
fn cancel() {}

fn main() {}
