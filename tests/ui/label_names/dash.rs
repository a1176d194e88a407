use metrics_core::{Label, LabelSet};

#[derive(Clone, Copy, Label)]
enum Method {
    Get,
    Post,
}

#[derive(Clone, Copy, LabelSet)]
struct Request {
    #[label(rename = "http-method")]
    method: Method,
}

fn main() {}
