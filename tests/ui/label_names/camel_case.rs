use metrics_core::Label;

#[derive(Clone, Copy, Label)]
#[label(name = "httpMethod")]
enum Method {
    Get,
    Post,
}

fn main() {}
