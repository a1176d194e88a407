use metrics_core::Label;

#[derive(Clone, Copy, Label)]
enum Network {
    Dns,
    Tls,
}

#[derive(Clone, Copy, Label)]
enum Failure {
    Timeout,
    Network(Network),
}

fn main() {}
