use metrics_core::label::HttpMethod;
use metrics_core::track_metrics;

#[track_metrics(labels(method = *method), name = "answers", max_series = 20)]
fn answer(method: &HttpMethod) {
    let _ = method;
}

#[track_metrics(max_series = "many")]
fn refuse() {}

fn main() {}
