//! The help text of a metric: the first paragraph of its documentation.

use syn::{Attribute, Error, Expr, Ident, Meta};

use crate::string_literal;

/// The help text of the metric `of`.
///
/// # Errors
///
/// If nothing is written.
pub fn help(attributes: &[Attribute], of: &Ident) -> syn::Result<String> {
    let text: Vec<String> = attributes.iter().filter_map(doc_comment).collect();
    let help = first_paragraph(&text);
    if help.is_empty() {
        let message = format!(
            "`{of}` does not say what it measures: write a doc comment above it, such as `/// Orders processed.`; \
             its first paragraph becomes the metric's help text"
        );
        return Err(Error::new_spanned(of, message));
    }
    Ok(help)
}

fn doc_comment(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(doc) if doc.path.is_ident("doc") => written(&doc.value),
        _ => None,
    }
}

fn written(value: &Expr) -> Option<String> {
    string_literal(value).map(syn::LitStr::value)
}

/// The lines up to the first blank one, joined by blanks.
fn first_paragraph(comments: &[String]) -> String {
    let lines = comments.iter().flat_map(|comment| comment.split('\n')).map(without_margin);
    let paragraph: Vec<&str> =
        lines.skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty()).collect();
    paragraph.join(" ")
}

/// A line without its indentation, and without the star that a block comment may have there.
fn without_margin(line: &str) -> &str {
    let line = line.trim();
    match line.strip_prefix('*') {
        Some(rest) if rest.is_empty() || rest.starts_with(' ') => rest.trim_start(),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::help;
    use quote::format_ident;
    use syn::{Attribute, parse_quote};

    fn help_of(attributes: &[Attribute]) -> Result<String, String> {
        help(attributes, &format_ident!("orders")).map_err(|error| error.to_string())
    }

    #[test]
    fn lines_of_the_first_paragraph_are_joined() {
        let attributes: [Attribute; 5] = [
            parse_quote!(#[doc = " Orders processed,"]),
            parse_quote!(#[cfg(all())]),
            parse_quote!(#[doc = "   by outcome. "]),
            parse_quote!(#[doc = ""]),
            parse_quote!(#[doc = " Not those that were refused."]),
        ];
        assert_eq!(help_of(&attributes).as_deref(), Ok("Orders processed, by outcome."));
    }

    #[test]
    fn block_comments_lose_their_margin() {
        let attributes: [Attribute; 1] =
            [parse_quote!(#[doc = "\n     * Orders\n     * *processed*.\n     *\n     * More.\n     "])];
        assert_eq!(help_of(&attributes).as_deref(), Ok("Orders *processed*."));
    }

    #[test]
    fn quotes_and_backslashes_stay() {
        let attributes: [Attribute; 1] = [parse_quote!(#[doc = r#" A "quote" and a \ backslash."#])];
        assert_eq!(help_of(&attributes).as_deref(), Ok(r#"A "quote" and a \ backslash."#));
    }

    #[test]
    fn help_is_required() {
        for attributes in [vec![], vec![parse_quote!(#[doc = "  "])], vec![parse_quote!(#[doc(hidden)])]] {
            assert!(help_of(&attributes).unwrap_err().starts_with("`orders` does not say what it measures"));
        }
    }
}
