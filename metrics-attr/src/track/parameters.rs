//! How parameters get into a closure or a future: all of them, used or not, in their order, as the compiler does it
//! for an `async fn`. So they are dropped when and in which order the function itself would drop them.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote_spanned};
use syn::{Attribute, FnArg, Ident, Pat, PatIdent, PatType, Signature, parse_quote_spanned};

/// Renames the parameters in the signature, and returns the statements that give them their patterns again.
///
/// The new names are invisible to the body, and the lints of the user are about the patterns as they were written.
pub(super) fn moved(signature: &mut Signature) -> TokenStream {
    let typed = signature.inputs.iter_mut().enumerate().filter_map(|(position, input)| match input {
        FnArg::Receiver(_) => None,
        FnArg::Typed(parameter) => Some(renamed(parameter, position)),
    });
    typed.collect()
}

/// The statements that take parameters along which keep their names, for a macro that is still to run.
pub(super) fn kept(signature: &Signature) -> TokenStream {
    let named = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(PatType { attrs, pat, .. }) => plain(pat).map(|pattern| (attrs, pattern)),
        FnArg::Receiver(_) => None,
    });
    named.map(|(attributes, pattern)| bound(attributes, pattern, &pattern.ident)).collect()
}

/// The statement that takes `self` along, which cannot get another name: as a whole, also where only a field is used.
pub(super) fn receiver(signature: &Signature) -> TokenStream {
    let Some(receiver) = signature.receiver() else { return TokenStream::new() };
    let keyword = &receiver.self_token;
    quote_spanned! {Span::mixed_site()=> let _ = &#keyword; }
}

fn renamed(parameter: &mut PatType, position: usize) -> TokenStream {
    let attributes = parameter.attrs.clone();
    // A lint level is about the pattern, and goes with it.
    parameter.attrs.retain(is_condition);
    let PatType { pat, .. } = parameter;
    let name = hidden(pat, position);
    let whole = bound(&parameter.attrs, &name, &name);
    let statements = match (plain(pat), &**pat) {
        (Some(pattern), _) => bound(&attributes, pattern, &name),
        (None, Pat::Wild(_)) => whole,
        (None, pattern) => [whole, bound(&attributes, pattern, &name)].into_iter().collect(),
    };
    **pat = parse_quote_spanned! {name.span()=> #name };
    statements
}

/// A name that only generated code can say. It reads like the user's, for the documentation.
fn hidden(pattern: &Pat, position: usize) -> Ident {
    let span = Span::mixed_site();
    match plain(pattern) {
        Some(PatIdent { ident, .. }) => Ident::new(&ident.to_string(), span.located_at(ident.span())),
        None => format_ident!("_arg{position}", span = span),
    }
}

/// `name` or `mut name`.
fn plain(pattern: &Pat) -> Option<&PatIdent> {
    match pattern {
        Pat::Ident(ident) if ident.by_ref.is_none() && ident.subpat.is_none() => Some(ident),
        _ => None,
    }
}

fn bound(attributes: &[Attribute], pattern: &impl ToTokens, value: &Ident) -> TokenStream {
    quote_spanned! {Span::mixed_site()=> #(#attributes)* let #pattern = #value; }
}

fn is_condition(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr")
}
