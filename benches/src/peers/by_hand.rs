//! A function that is timed by hand, for peers that have no attribute: the time goes to `record`.

use std::time::{Duration, Instant};

use crate::input;
use crate::suite::Entry;
use crate::workload::Workload;

pub(super) trait ByHand {
    /// The three functions of the workloads; `record` counts the call and observes the duration.
    fn times(self, record: impl Fn(Duration) + Clone + Send + Sync + 'static) -> Self;
}

impl ByHand for Entry<'_> {
    fn times(self, record: impl Fn(Duration) + Clone + Send + Sync + 'static) -> Self {
        let (ready, thrice) = (record.clone(), record.clone());
        self.does(Workload::Function, move |i| {
            let start = Instant::now();
            let value = input::work(i as u64);
            record(start.elapsed());
            value
        })
        .does(Workload::AsyncReady, move |i| {
            let record = &ready;
            input::run(async move {
                let start = Instant::now();
                let value = async { input::work(i as u64) }.await;
                record(start.elapsed());
                value
            })
        })
        .does(Workload::AsyncThrice, move |i| {
            let record = &thrice;
            input::run(async move {
                let start = Instant::now();
                let value = input::work_thrice(i as u64).await;
                record(start.elapsed());
                value
            })
        })
    }
}
