use metrics_core::Label;

#[derive(Clone, Copy, Label)]
enum Method {
    Get,
    Post,
}

#[derive(Clone, Copy, Label)]
struct Request {
    method: Method,
    cached: bool,
}

fn main() {}
