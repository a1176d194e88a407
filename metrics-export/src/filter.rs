//! What a scraper asks for by name: the query of its request.

use metrics_core::Filter;

/// The filter that a query asks for: `name[]=…`, once for each family or sample, as other clients understand it; all
/// families if there is none. Other parameters count for nothing, and neither does what cannot be decoded.
///
/// ```
/// use metrics_core::Filter;
///
/// let query = "name[]=http_requests_total&name%5B%5D=up&debug=1";
/// assert_eq!(metrics_export::filter(query), Filter::names(["http_requests_total", "up"]));
/// assert_eq!(metrics_export::filter("debug=1"), Filter::ALL);
/// ```
pub fn filter(query: &str) -> Filter {
    let parameters = form_urlencoded::parse(query.as_bytes());
    let mut names = parameters.filter(|(key, _)| key == "name[]").map(|(_, name)| name).peekable();
    if names.peek().is_some() { Filter::names(names) } else { Filter::ALL }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_query_has_a_meaning() {
        for query in [
            "",
            "&&",
            "=",
            "name",
            "name=x",
            "name[=x",
            "%",
            "%zz=%",
            "%ff%fe=\u{1f600}",
            "names[]=x",
            "name[]",
        ] {
            let expected = if query == "name[]" { Filter::names([""]) } else { Filter::ALL };
            assert_eq!(filter(query), expected, "{query:?}");
        }
        assert_eq!(filter("name[]="), Filter::names([""]), "a name that nothing has");
        assert_eq!(filter("a=1&name%5b%5d=x_total&name[]=%"), Filter::names(["x_total", "%"]));
    }
}
