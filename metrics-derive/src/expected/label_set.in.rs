pub struct Order {
    pub outcome: Outcome,
    #[label(rename = "verb")]
    pub method: Method,
    pub r#type: bool,
}
