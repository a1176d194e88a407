//! The value of `quantiles = […]`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Expr, ExprReference};

use crate::float::make_float;

/// A list of numbers, or the path of a constant list; an expression that becomes a `&'static [f64]` where one is expected.
pub struct Quantiles(Expr);

impl Parse for Quantiles {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut list: Expr = input.parse()?;
        while let Expr::Reference(ExprReference { expr, .. }) = list {
            list = *expr;
        }
        match &mut list {
            Expr::Array(array) => array.elems.iter_mut().for_each(make_float),
            Expr::Path(_) | Expr::Group(_) => {}
            _ => {
                let message =
                    "expected a list of quantiles, such as `[0.5, 0.9, 0.99]`, or the path of a constant";
                return Err(Error::new_spanned(list, message));
            }
        }
        Ok(Self(list))
    }
}

impl ToTokens for Quantiles {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.0.to_tokens(tokens);
    }
}
