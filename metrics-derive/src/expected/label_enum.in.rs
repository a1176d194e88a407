pub enum Outcome {
    Success,
    NotFound,
    #[label(rename = "refused")]
    Declined,
    r#type,
}
