use metrics_core::track_metrics;

unsafe extern "C" {
    #[track_metrics]
    fn order(id: u32);
}

fn main() {}
