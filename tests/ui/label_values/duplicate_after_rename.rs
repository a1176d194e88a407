use metrics_core::Label;

#[derive(Clone, Copy, Label)]
enum Method {
    Get,
    Head,
    #[label(rename = "get")]
    Fetch,
}

fn main() {}
