//! A number in an attribute: a literal, or a constant that only the compiler can read.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Expr, Lit, UnOp};

/// `200`, `limits::SERIES`, `4 * 50`: an expression of type `usize`.
pub struct Count(Expr);

impl Parse for Count {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let expr: Expr = input.parse()?;
        if may_be_count(&expr) {
            return Ok(Self(expr));
        }
        Err(Error::new_spanned(
            expr,
            "expected a whole number, such as `200`, or the path of a `usize` constant",
        ))
    }
}

impl ToTokens for Count {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.0.to_tokens(tokens);
    }
}

fn may_be_count(expr: &Expr) -> bool {
    match expr {
        Expr::Group(group) => may_be_count(&group.expr),
        Expr::Lit(literal) => matches!(literal.lit, Lit::Int(_)),
        Expr::Unary(unary) => !matches!(unary.op, UnOp::Neg(_)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::Count;
    use proc_macro2::TokenStream;
    use quote::{ToTokens, quote};

    fn count(tokens: TokenStream) -> Result<String, String> {
        syn::parse2::<Count>(tokens)
            .map(|count| count.to_token_stream().to_string())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn numbers_and_constants_are_taken() {
        for tokens in [quote!(200), quote!(10_000_usize), quote!(limits::SERIES), quote!(4 * 50)] {
            assert_eq!(count(tokens.clone()), Ok(tokens.to_string()));
        }
    }

    #[test]
    fn what_is_no_number_of_things_is_refused() {
        for tokens in [quote!("200"), quote!(-1), quote!(1e4), quote!(true)] {
            assert!(count(tokens).unwrap_err().starts_with("expected a whole number"));
        }
    }
}
