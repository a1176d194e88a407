use metrics_core::Label;

#[derive(Clone, Copy, Label)]
struct UserId(u64);

fn main() {}
