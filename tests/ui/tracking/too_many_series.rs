use metrics_core::label::HttpMethod;
use metrics_core::track_metrics;

#[track_metrics(labels(a = method, b = method, c = method, d = method))]
fn order(method: HttpMethod) {
    let _ = method;
}

fn main() {}
