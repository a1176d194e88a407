use metrics_core::Label;

#[derive(Clone, Copy, Label)]
#[label(rename_all = "UPPER_CASE")]
enum Method {
    Get,
    Post,
}

fn main() {}
