//! A float in an attribute: a literal, or a constant that only the compiler can read.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Expr, ExprUnary, Lit, LitFloat, UnOp};

/// `1.1`, `limits::GROWTH`, `1.0 / 3.0`: an expression of type `f64`. `2` is one as well.
pub struct Float(Expr);

impl Parse for Float {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut expr: Expr = input.parse()?;
        make_float(&mut expr);
        match &expr {
            Expr::Lit(literal) if !matches!(literal.lit, Lit::Float(_)) => Err(Error::new_spanned(
                expr,
                "expected a number, such as `1.1`, or the path of an `f64` constant",
            )),
            _ => Ok(Self(expr)),
        }
    }
}

impl ToTokens for Float {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.0.to_tokens(tokens);
    }
}

/// Makes `5` a `5.0` and `-5` a `-5.0`: nobody means an integer here.
pub(crate) fn make_float(expr: &mut Expr) {
    match expr {
        Expr::Group(group) => make_float(&mut group.expr),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => make_float(expr),
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(int) if int.suffix().is_empty() => {
                let digits = format!("{}.0", int.base10_digits());
                literal.lit = Lit::Float(LitFloat::new(&digits, int.span()));
            }
            _ => {}
        },
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::Float;
    use proc_macro2::TokenStream;
    use quote::{ToTokens, quote};

    fn float(tokens: TokenStream) -> Result<String, String> {
        syn::parse2::<Float>(tokens)
            .map(|float| float.to_token_stream().to_string())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn integers_are_floats_here() {
        for (written, read) in [
            (quote!(2), quote!(2.0)),
            (quote!(-3), quote!(-3.0)),
            (quote!(1.1), quote!(1.1)),
            (quote!(limits::GROWTH), quote!(limits::GROWTH)),
        ] {
            assert_eq!(float(written), Ok(read.to_string()));
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for tokens in [quote!("1.1"), quote!(true), quote!('1')] {
            assert!(float(tokens).unwrap_err().starts_with("expected a number"));
        }
    }
}
