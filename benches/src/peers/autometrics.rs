//! autometrics, with its prometheus backend.

use autometrics::autometrics;

use crate::input;
use crate::suite::Suite;
use crate::workload::Workload;

#[autometrics]
fn tracked(number: u64) -> u64 {
    input::work(number)
}

#[autometrics]
async fn tracked_ready(number: u64) -> u64 {
    input::work(number)
}

#[autometrics]
async fn tracked_thrice(number: u64) -> u64 {
    input::work_thrice(number).await
}

pub(super) fn enter(suite: &mut Suite) {
    suite
        .idiom("autometrics")
        .does(Workload::Function, |i| tracked(i as u64))
        .does(Workload::AsyncReady, |i| input::run(tracked_ready(i as u64)))
        .does(Workload::AsyncThrice, |i| input::run(tracked_thrice(i as u64)))
        .future(&tracked_thrice(0));
}
