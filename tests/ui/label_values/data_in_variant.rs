use metrics_core::Label;

#[derive(Clone, Copy, Label)]
enum Failure {
    Timeout,
    Status(u16),
}

fn main() {}
