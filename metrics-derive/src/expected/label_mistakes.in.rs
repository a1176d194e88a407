pub enum Outcome {
    Success(u32),
    #[label(rename = "success")]
    Fine,
}
