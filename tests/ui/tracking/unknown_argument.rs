use metrics_core::track_metrics;

#[track_metrics(colour = "red", functon = "order")]
fn order() {}

fn main() {
    order();
}
