//! What varies from one iteration to the next: the same for all contenders, made before the clock runs.

use std::future::Future;
use std::hint::black_box;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// How many iterations pass before the input repeats.
pub const PERIOD: usize = 1024;

/// Bounds of buckets, in seconds: the default ones of the Prometheus clients.
pub const BUCKETS: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// A value for each iteration of a period.
pub struct Input<T>(Box<[T; PERIOD]>);

impl<T: Copy> Input<T> {
    pub fn new(mut value: impl FnMut(u64) -> T) -> Self {
        // Xorshift: reproducible, and no pattern that the branch predictor could learn.
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let next = std::array::from_fn(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            value(state >> 16)
        });
        Self(Box::new(next))
    }

    /// One of these, in turn.
    pub fn among(values: &[T]) -> Self {
        Self::new(|random| values[random as usize % values.len()])
    }

    /// One of each, in turn.
    #[inline]
    pub fn at(&self, iteration: usize) -> T {
        self.0[iteration % PERIOD]
    }
}

/// Pairs of values that vary independently.
pub fn pairs<A: Copy, B: Copy>(left: &[A], right: &[B]) -> Input<(A, B)> {
    Input::new(|random| {
        let random = random as usize;
        (left[random % left.len()], right[(random >> 20) % right.len()])
    })
}

/// Durations around 20 ms, log-normal as latencies are.
pub fn durations() -> Input<Duration> {
    Input::new(|random| {
        // A sum of uniform numbers is close to normal.
        let uniform = |shift: u32| (random >> shift & 0xff) as f64 / 255.0;
        let normal = (0..6).map(|byte| uniform(byte * 8)).sum::<f64>() - 3.0;
        Duration::from_secs_f64(0.02 * (normal * 1.4).exp())
    })
}

/// The same in seconds.
pub fn seconds() -> Input<f64> {
    let durations = durations();
    let mut iteration = 0;
    Input::new(|_| {
        iteration += 1;
        durations.at(iteration - 1).as_secs_f64()
    })
}

/// The trivial function that the wrappers surround.
#[inline]
pub fn work(number: u64) -> u64 {
    black_box(number).wrapping_mul(3)
}

/// The same, ready at the third poll.
pub async fn work_thrice(number: u64) -> u64 {
    Pending(2).await;
    work(number)
}

struct Pending(u8);

impl Future for Pending {
    type Output = ();

    #[inline]
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        match self.0.checked_sub(1) {
            Some(left) => {
                self.0 = left;
                Poll::Pending
            }
            None => Poll::Ready(()),
        }
    }
}

/// Polls a future until it is ready.
#[inline]
pub fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}
