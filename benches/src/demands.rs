use crate::results::Results; pub fn print(_: &Results) {}
