use metrics_core::track_metrics;

#[track_metrics(error)]
fn serve() -> ! {
    loop {
        std::thread::park();
    }
}

fn main() {}
