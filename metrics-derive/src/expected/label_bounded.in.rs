#[label(other = "rest")]
pub struct Tenant(Bounded<32>);
