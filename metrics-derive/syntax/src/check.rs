//! The call of a rule, placed where the user wrote what it judges.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use crate::CratePath;

/// `const _: () = core::__private::check::rule(arguments);`, which the compiler shows at `place` when it fails.
pub fn check(core: &CratePath, place: &impl ToTokens, rule: &str, arguments: &TokenStream) -> TokenStream {
    let (start, _) = ends(place);
    let call = call(core, place, rule, arguments);
    quote_spanned! {start=> const _: () = #call; }
}

/// `core::__private::check::rule(arguments)`, for a constant with more in it.
pub fn call(core: &CratePath, place: &impl ToTokens, rule: &str, arguments: &TokenStream) -> TokenStream {
    let (start, end) = ends(place);
    let core = core.at(start);
    let rule = Ident::new(rule, start);
    let mut arguments = Group::new(Delimiter::Parenthesis, quote!(#arguments));
    arguments.set_span(end);
    quote_spanned! {start=> #core::__private::check::#rule #arguments }
}

/// The first and the last token of `place`: what is shown from the one to the other underlines all of it.
pub fn ends(place: &impl ToTokens) -> (Span, Span) {
    let mut spans = place.to_token_stream().into_iter().map(|token| token.span());
    let start = spans.next().unwrap_or_else(Span::call_site);
    (start, spans.last().unwrap_or(start))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::CratePath;
    use quote::quote;

    #[test]
    fn a_rule_is_called_in_a_constant() {
        let call = check(&CratePath::default(), &quote!(Counter<Order>), "unit", &quote!("bytes"));
        let expected = quote! { const _: () = ::metrics_core::__private::check::unit("bytes"); };
        assert_eq!(call.to_string(), expected.to_string());
    }
}
