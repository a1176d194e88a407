use metrics_core::Label;

#[derive(Clone, Copy, Label)]
enum Method {
    Get,
    #[label(other)]
    Unknown,
    #[label(other)]
    Other,
}

fn main() {}
