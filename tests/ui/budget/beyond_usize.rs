use metrics_core::{Bounded, Counter, Label, Metrics};

#[derive(Clone, Copy, Label)]
struct User(Bounded<4_000_000_000>);

#[derive(Clone, Copy, Label)]
struct Order(Bounded<4_000_000_000>);

#[derive(Clone, Copy, Label)]
struct Session(Bounded<4_000_000_000>);

#[derive(Metrics)]
struct Shop {
    /// Clicks.
    clicks: Counter<(User, Order, Session)>,
}

fn main() {}
