use metrics_core::Label;

#[derive(Clone, Copy, Label)]
enum Answer<T> {
    Yes(T),
    No,
}

fn main() {}
