//! A string in an attribute: a literal, or a constant that only the compiler can read.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Expr, Lit, LitStr};

/// `"requests"`, `names::REQUESTS`, `env!("CARGO_PKG_NAME")`: an expression of type `&'static str`.
pub struct Text(Expr);

impl Text {
    /// What it says, if that is written here.
    pub fn literal(&self) -> Option<String> {
        string_literal(&self.0).map(LitStr::value)
    }
}

impl Parse for Text {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let expr: Expr = input.parse()?;
        match without_groups(&expr) {
            Expr::Lit(literal) if !matches!(literal.lit, Lit::Str(_)) => {
                Err(Error::new_spanned(expr, "expected a string in quotes, or the path of a `&str` constant"))
            }
            _ => Ok(Self(expr)),
        }
    }
}

impl ToTokens for Text {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.0.to_tokens(tokens);
    }
}

/// The string that an expression is, also where a `macro_rules!` macro handed it on.
pub fn string_literal(expr: &Expr) -> Option<&LitStr> {
    match without_groups(expr) {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// The expression inside the invisible brackets that `$x:expr` and `$x:literal` leave.
fn without_groups(mut expr: &Expr) -> &Expr {
    while let Expr::Group(group) = expr {
        expr = &group.expr;
    }
    expr
}

#[cfg(test)]
mod tests {
    use super::Text;
    use proc_macro2::{Delimiter, Group, TokenTree};
    use quote::{ToTokens, quote};
    use syn::parse_quote;

    #[test]
    fn a_literal_is_known() {
        let text: Text = parse_quote!("requests");
        assert_eq!(text.literal().as_deref(), Some("requests"));
    }

    #[test]
    fn a_literal_is_known_when_a_macro_handed_it_on() {
        let handed_on = TokenTree::Group(Group::new(Delimiter::None, quote!("requests")));
        let text: Text = syn::parse2(handed_on.into()).unwrap();
        assert_eq!(text.literal().as_deref(), Some("requests"));
    }

    #[test]
    fn a_constant_is_left_to_the_compiler() {
        let text: Text = parse_quote!(names::REQUESTS);
        assert_eq!(text.literal(), None);
        assert_eq!(text.to_token_stream().to_string(), "names :: REQUESTS");
    }

    #[test]
    fn a_number_is_no_text() {
        let error = syn::parse2::<Text>(quote!(5)).err().unwrap();
        assert_eq!(error.to_string(), "expected a string in quotes, or the path of a `&str` constant");
    }
}
