//! metered 0.9: for its attribute, which 0.10 has no more.

// The attribute writes `metered::…`, whatever the crate is called here.
use metered_09 as metered;
use metered_09::{HitCount, ResponseTime};

use crate::input;
use crate::suite::Suite;
use crate::workload::Workload;

#[derive(Default)]
struct Measured {
    metrics: MeasuredMetrics,
}

#[metered::metered(registry = MeasuredMetrics)]
impl Measured {
    #[measure([HitCount, ResponseTime])]
    fn work(&self, number: u64) -> u64 {
        input::work(number)
    }

    #[measure([HitCount, ResponseTime])]
    async fn work_ready(&self, number: u64) -> u64 {
        input::work(number)
    }

    #[measure([HitCount, ResponseTime])]
    async fn work_thrice(&self, number: u64) -> u64 {
        input::work_thrice(number).await
    }
}

pub(super) fn enter(suite: &mut Suite) {
    let (sync, ready, thrice) = (Measured::default(), Measured::default(), Measured::default());
    let future = Measured::default();
    suite
        .idiom("metered 0.9 (attribute)")
        .does(Workload::Function, move |i| sync.work(i as u64))
        .does(Workload::AsyncReady, move |i| input::run(ready.work_ready(i as u64)))
        .does(Workload::AsyncThrice, move |i| input::run(thrice.work_thrice(i as u64)))
        .future(&future.work_thrice(0));
}
