use metrics_core::Label;

#[derive(Clone, Copy, Label)]
#[label(rename_all = "lowercase")]
enum Protocol {
    Http2,
    HTTP2,
}

fn main() {}
