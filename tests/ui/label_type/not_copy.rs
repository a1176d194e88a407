use metrics_core::Label;

#[derive(Label)]
enum Method {
    Get,
    Post,
}

fn main() {}
