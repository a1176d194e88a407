use crate::results::Results; use crate::suite::Suite; pub fn run(_: &Suite, _: &mut Results) {}
