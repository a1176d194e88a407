use metrics_core::Label;

#[derive(Clone, Copy, Label)]
union Number {
    integer: u32,
    float: f32,
}

fn main() {}
