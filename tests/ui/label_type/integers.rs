use metrics_core::{Counter, Gauge, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Requests answered, by status code.
    by_status: Counter<u16>,
    /// Requests answered, by user.
    by_user: Counter<u32>,
    /// Orders processed, by number.
    by_order: Counter<u64>,
    /// Sessions, by id.
    by_session: Gauge<u128>,
    /// Requests answered, by worker.
    by_worker: Counter<usize>,
    /// Requests answered, by offset.
    by_offset: Counter<i64>,
    /// Requests answered, by class.
    by_class: Counter<u8>,
}

fn main() {}
