use metrics_core::register;

#[register]
static LIMIT: u64 = 10;

fn main() {}
