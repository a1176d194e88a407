pub enum ChargeError<'a, T> {
    Declined,
    Limit(u64),
    #[label(rename = "network")]
    Net { source: T, host: &'a str },
}
