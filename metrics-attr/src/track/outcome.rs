//! How a call ended, from the value that it returned.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::arguments::Arguments;
use super::details;

/// A closure from the value to the end of the call, found out where the type of the value is known.
pub(super) fn closure(arguments: &Arguments, core: &TokenStream) -> TokenStream {
    let outcome = outcome(arguments, core);
    if !arguments.is_detailed() {
        return quote_spanned! {Span::mixed_site()=> |value| #outcome };
    }
    let (error, after) = (error(arguments, core), after(arguments));
    quote_spanned! {Span::mixed_site()=> |value| #core::__private::Ended::returned(#outcome) #error #after }
}

fn outcome(arguments: &Arguments, core: &TokenStream) -> TokenStream {
    let judged = |judge: &str, path: &syn::Expr| {
        let judge = Ident::new(judge, Span::mixed_site().located_at(path.span()));
        quote_spanned! {Span::mixed_site()=> #core::track::#judge(value, #path) }
    };
    if let Some(path) = arguments.ok_if.get() {
        judged("ok_if", path)
    } else if let Some(path) = arguments.error_if.get() {
        judged("error_if", path)
    } else {
        quote_spanned! {Span::mixed_site()=> #core::__private::Classify(value).__tracked_outcome() }
    }
}

fn error(arguments: &Arguments, core: &TokenStream) -> TokenStream {
    let span = Span::mixed_site();
    match arguments.error.get() {
        None => TokenStream::new(),
        Some(None) => quote_spanned! {span=> .error(|| #core::__private::ErrorOf(value).__tracked_error()) },
        Some(Some(ty)) => {
            let result = quote_spanned! {ty.span()=> #core::__private::Result<_, #ty> };
            let value = Ident::new("value", span.located_at(ty.span()));
            quote_spanned! {span=> .error(|| #core::__private::ErrorOf::<#result>(#value).__tracked_error()) }
        }
    }
}

/// The user's expressions see the value as `result`.
fn after(arguments: &Arguments) -> TokenStream {
    let labels = arguments.after.get().into_iter().flatten();
    let labels = labels.map(|label| {
        let result = Ident::new("result", label.value.span());
        let value = &label.value;
        let value =
            quote_spanned! {Span::mixed_site()=> { #[allow(unused_variables)] let #result = value; #value } };
        let index = details::indexed(&arguments.core(), label, "__tracked_after", &value);
        quote_spanned! {Span::mixed_site()=> .after(#index) }
    });
    quote! { #(#labels)* }
}
