//! Where generated code finds the runtime.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::{Error, LitStr, Path};

/// `::metrics_core`, or what `crate = path` says.
#[derive(Clone, Default)]
pub struct CratePath(Option<Path>);

impl CratePath {
    /// The path as if it were written at `span`, for generated code that the compiler may complain about.
    pub fn at(&self, span: Span) -> TokenStream {
        self.0.as_ref().map_or_else(
            || quote_spanned! {span=> ::metrics_core },
            |path| moved(path.to_token_stream(), span),
        )
    }
}

impl Parse for CratePath {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(LitStr) {
            return Err(
                input.error("write the path without quotes, such as `crate = ::facade::metrics_core`")
            );
        }
        let path = Path::parse_mod_style(input)?;
        match path.segments.first() {
            Some(first) if first.ident == "self" || first.ident == "super" => Err(Error::new_spanned(
                path,
                "a path that is relative to this module: write an absolute one, such as \
                 `crate::reexport::metrics_core` or `::facade::metrics_core`",
            )),
            _ => Ok(Self(Some(path))),
        }
    }
}

impl ToTokens for CratePath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match &self.0 {
            Some(path) => path.to_tokens(tokens),
            None => tokens.extend(quote_spanned! {Span::mixed_site()=> ::metrics_core }),
        }
    }
}

/// The same tokens, resolved as before (`$crate` must be), but shown at `span`.
fn moved(tokens: TokenStream, span: Span) -> TokenStream {
    tokens.into_iter().map(|token| moved_token(token, span)).collect()
}

fn moved_token(token: TokenTree, span: Span) -> TokenTree {
    let mut token = match token {
        // The invisible brackets around `$path:path`.
        TokenTree::Group(group) => Group::new(group.delimiter(), moved(group.stream(), span)).into(),
        other => other,
    };
    token.set_span(token.span().located_at(span));
    token
}

#[cfg(test)]
mod tests {
    use super::CratePath;
    use proc_macro2::{Span, TokenStream};
    use quote::{ToTokens, quote};

    fn path(tokens: TokenStream) -> Result<String, String> {
        let path = syn::parse2::<CratePath>(tokens).map_err(|error| error.to_string())?;
        assert_eq!(path.at(Span::call_site()).to_string(), path.to_token_stream().to_string());
        Ok(path.to_token_stream().to_string())
    }

    #[test]
    fn the_default_is_absolute() {
        assert_eq!(CratePath::default().to_token_stream().to_string(), ":: metrics_core");
        assert_eq!(CratePath::default().at(Span::call_site()).to_string(), ":: metrics_core");
    }

    #[test]
    fn absolute_paths_are_taken() {
        assert_eq!(path(quote!(::facade::metrics)).as_deref(), Ok(":: facade :: metrics"));
        assert_eq!(path(quote!(crate::reexport)).as_deref(), Ok("crate :: reexport"));
        assert_eq!(path(quote!(renamed)).as_deref(), Ok("renamed"));
    }

    #[test]
    fn relative_paths_are_refused() {
        for tokens in [quote!(self::reexport), quote!(super::reexport)] {
            assert!(path(tokens).unwrap_err().contains("write an absolute one"));
        }
    }

    #[test]
    fn quotes_are_refused() {
        assert!(path(quote!("::facade")).unwrap_err().contains("without quotes"));
    }
}
