use metrics_core::Label;

#[derive(Clone, Label)]
struct Tenant(String);

fn main() {}
