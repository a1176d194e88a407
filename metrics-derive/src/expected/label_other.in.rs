#[label(name = "verb", rename_all = "UPPERCASE", crate = crate::reexport)]
enum Method {
    Get,
    #[label(other)]
    Other,
    Post,
}
