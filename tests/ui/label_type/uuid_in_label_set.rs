use metrics_core::{Label, LabelSet};

#[derive(Clone, Copy)]
struct Uuid([u8; 16]);

#[derive(Clone, Copy, Label)]
enum Method {
    Get,
    Post,
}

#[derive(Clone, Copy, LabelSet)]
struct Request {
    method: Method,
    user: Uuid,
}

fn main() {}
