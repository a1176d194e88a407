//! Figures out of many samples.

use std::time::{Duration, Instant};

/// What many samples of one quantity say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figure {
    pub median: f64,
    pub min: f64,
    pub lower: f64,
    pub upper: f64,
}

impl Figure {
    pub fn new(mut samples: Vec<f64>) -> Self {
        samples.sort_by(f64::total_cmp);
        let at = |part: f64| samples.get((samples.len() as f64 * part) as usize).copied().unwrap_or_default();
        Self { median: at(0.5), min: at(0.0), lower: at(0.25), upper: at(0.75) }
    }
}

/// Samples each of `count` contenders once in every round: the drift of the machine hits all alike.
///
/// Each round begins with another contender, so that none always follows the same one.
pub fn round_robin(rounds: usize, count: usize, mut sample: impl FnMut(usize) -> f64) -> Vec<Figure> {
    let mut samples = vec![Vec::with_capacity(rounds); count];
    for round in 0..rounds {
        for turn in 0..count {
            let contender = (round + turn) % count;
            samples[contender].push(sample(contender));
        }
    }
    samples.into_iter().map(Figure::new).collect()
}

/// How often something must be done to take about so long.
pub fn times_in(slice: Duration, work: &dyn Fn(u64)) -> u64 {
    let mut times = 64;
    loop {
        let start = Instant::now();
        work(times);
        let elapsed = start.elapsed();
        if elapsed * 8 > slice {
            let wanted = times as f64 * slice.as_secs_f64() / elapsed.as_secs_f64();
            return (wanted as u64).max(1);
        }
        times *= 2;
    }
}
