use metrics_core::Label;

const GET: &str = "GET";

#[derive(Clone, Copy, Label)]
enum Method {
    #[label(rename = GET)]
    Get,
    Post,
}

fn main() {}
