//! The world around the shop: customers who come in groups, and a bank that is slow, refuses cards, forgets to
//! answer and has a client with a bug. What happens depends on an order's number only.
//!
//! It also keeps books of its own, in plain integers, with which the metrics can be compared.

use std::fmt;
use std::panic::resume_unwind;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::{Method, Outcome, SHOP, checkout};

/// Someone who orders.
pub(crate) struct Customer {
    pub(crate) method: Method,
    pub(crate) card: Card,
}

/// A card, by the number of its order.
pub(crate) struct Card(u64);

/// What the bank returns for a card that is good.
pub(crate) struct Receipt {
    pub(crate) bytes: f64,
}

/// The bank does not pay.
pub(crate) struct Refused;

/// The bank's client. Of 50 cards, it pays for 43.
pub(crate) async fn ask_the_bank(Card(number): Card) -> Result<Receipt, Refused> {
    sleep(Duration::from_millis(10 + number * 37 % 240)).await;
    match number % 50 {
        // A bug. As `panic!`, but without a message: it is meant to happen, again and again.
        13 => resume_unwind(Box::new("this card's name has an umlaut")),
        // No answer.
        31 => std::future::pending().await,
        refused if refused % 10 == 7 => Err(Refused),
        _ => Ok(Receipt { bytes: 300.0 + (number * 7919 % 40_000) as f64 }),
    }
}

/// What was recorded, as the world saw it.
#[derive(Default)]
pub(crate) struct Recorded {
    paid: u64,
    declined: u64,
    timed_out: u64,
    failed: u64,
    nanoseconds: u128,
}

/// Sends `orders` orders through the shop, 20 together and `pace` apart on average; 8 at once are processed, the others
/// wait. Returns when all is recorded.
pub(crate) async fn run(orders: u64, pace: Duration) -> Recorded {
    let (queue, mut waiting) = mpsc::channel(16);
    tokio::spawn(async move {
        for number in 0..orders {
            let method = if number % 4 == 0 { Method::Other } else { Method::Post };
            let Ok(()) = queue.send(Customer { method, card: Card(number) }).await else { break };
            if number % 20 == 19 {
                sleep(pace * 20).await;
            }
        }
    });
    let (mut recorded, mut open) = (Recorded::default(), JoinSet::new());
    while let Some(customer) = waiting.recv().await {
        SHOP.queue_depth.set(waiting.len() as f64);
        open.spawn(checkout(customer));
        if open.len() == 8 {
            recorded.extend(open.join_next().await.into_iter().flatten());
        }
    }
    recorded.extend(open.join_all().await);
    recorded
}

impl Extend<(Outcome, Duration)> for Recorded {
    fn extend<I: IntoIterator<Item = (Outcome, Duration)>>(&mut self, orders: I) {
        for (outcome, took) in orders {
            self.nanoseconds += took.as_nanos();
            match outcome {
                Outcome::Success => self.paid += 1,
                Outcome::Declined => self.declined += 1,
                Outcome::TimedOut => self.timed_out += 1,
                Outcome::Failed => self.failed += 1,
            }
        }
    }
}

impl fmt::Display for Recorded {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { paid, declined, timed_out, failed, nanoseconds } = self;
        let (orders, seconds) = (paid + declined + timed_out + failed, *nanoseconds as f64 / 1e9);
        write!(out, "orders={orders} declined={declined} payments={orders} payment_seconds={seconds} ")?;
        write!(out, "calls_ok={paid} calls_error={declined} calls_panic={failed} calls_cancelled={timed_out}")
    }
}
