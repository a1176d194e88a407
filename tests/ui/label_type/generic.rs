use metrics_core::Counter;

struct Requests<T: ToString> {
    by_user: Counter<T>,
}

fn count<T: ToString>(requests: &Counter<T>, user: T) {
    requests.with(user).inc();
}

fn main() {}
