//! The hot path by criterion, for whoever wants its statistics of one contender: `cargo bench -- counter/prometheus`.

use std::time::Instant;

use criterion::Criterion;
use metrics_benches::suite::Suite;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for contender in Suite::new().contenders {
        let mut group = criterion.benchmark_group(contender.workload.key());
        group.bench_function(&contender.name, |bencher| {
            bencher.iter_custom(|times| {
                let start = Instant::now();
                (contender.work)(times);
                start.elapsed()
            });
        });
        group.finish();
    }
    criterion.final_summary();
}
