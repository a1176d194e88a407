//! How parameters get into a closure or a future.
//!
//! They go in all together, used or not, and are bound again in their order, as the compiler does it for an `async fn`.
//! So they are dropped when, and in the order in which, the function itself would drop them. Left alone are those that
//! nothing happens to when they are dropped, and that are not `mut` (the compiler has different words for a captured
//! variable that is assigned in vain).

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote_spanned};
use syn::{Attribute, FnArg, Ident, Pat, PatIdent, PatType, Signature, parse_quote_spanned};

use super::arguments::Arguments;
use super::function::{Body, mentions};
use super::types::is_dropped_silently;

/// Renames the parameters in the signature, and returns the statements that give them their patterns again.
///
/// The new names are invisible to the body, and the lints of the user are about the patterns as they were written.
pub(super) fn moved(signature: &mut Signature, body: &Body, arguments: &Arguments) -> TokenStream {
    let parameters = signature.inputs.iter_mut().filter_map(typed).enumerate();
    let moving = parameters.filter(|(_, parameter)| !may_stay(parameter));
    moving.map(|(position, parameter)| renamed(parameter, position, body, arguments)).collect()
}

/// Whether something is evaluated before the call from what a pattern binds, rather than from a whole parameter.
pub(super) fn patterns_in_use(signature: &Signature, arguments: &Arguments) -> bool {
    let mut parameters = signature.inputs.iter().filter_map(|argument| match argument {
        FnArg::Typed(parameter) => Some(&*parameter.pat),
        FnArg::Receiver(_) => None,
    });
    parameters.any(|pattern| plain(pattern).is_none() && arguments.mention(pattern))
}

/// The statements that take parameters along which keep their names, for a macro that is still to run.
///
/// That they are `mut` is said in the statements, where it matters.
pub(super) fn kept(signature: &mut Signature) -> TokenStream {
    let parameters = signature.inputs.iter_mut().filter_map(typed);
    let moving = parameters.filter(|parameter| !may_stay(parameter));
    let statements = moving.filter_map(|PatType { attrs, pat, .. }| match &mut **pat {
        Pat::Ident(pattern) if is_plain(pattern) => {
            let statement = bound(attrs, pattern, &pattern.ident);
            pattern.mutability = None;
            Some(statement)
        }
        _ => None,
    });
    statements.collect()
}

fn typed(argument: &mut FnArg) -> Option<&mut PatType> {
    match argument {
        FnArg::Typed(parameter) => Some(parameter),
        FnArg::Receiver(_) => None,
    }
}

/// The statement that takes `self` along, which cannot get another name: as a whole, also where only a field is used.
pub(super) fn receiver(signature: &Signature) -> TokenStream {
    let Some(receiver) = signature.receiver() else { return TokenStream::new() };
    let keyword = &receiver.self_token;
    quote_spanned! {Span::mixed_site()=> let _ = &#keyword; }
}

fn may_stay(parameter: &PatType) -> bool {
    is_dropped_silently(&parameter.ty) && !mentions(parameter.pat.to_token_stream(), "mut")
}

fn renamed(parameter: &mut PatType, position: usize, body: &Body, arguments: &Arguments) -> TokenStream {
    let attributes = parameter.attrs.clone();
    // A lint level is about the pattern, and goes with it.
    parameter.attrs.retain(is_condition);
    let PatType { attrs, pat, .. } = parameter;
    let in_use = arguments.mention(pat);
    let hidden = hidden(pat, position);
    // What is evaluated before the call has to find it under its own name.
    let name = plain(pat).filter(|_| in_use).map_or_else(|| hidden.clone(), |pattern| pattern.ident.clone());
    let whole = bound(attrs, &hidden, &name);
    let statements = match (plain(pat), &**pat) {
        // Its name says that it is not meant to be used, and it is not; or the attribute is what uses it.
        (Some(PatIdent { ident, .. }), _)
            if (in_use || ident.to_string().starts_with('_')) && !body.mentions(ident) =>
        {
            whole
        }
        (Some(pattern), _) => bound(&attributes, pattern, &name),
        (None, Pat::Wild(_)) => whole,
        (None, pattern) => {
            let whole = if borrows_mutably(pattern) { mutable(attrs, &name) } else { whole };
            [whole, bound(&attributes, pattern, &name)].into_iter().collect()
        }
    };
    **pat = parse_quote_spanned! {name.span()=> #name };
    statements
}

/// A name that only generated code can say. It reads like the user's, for the documentation, but for names that begin
/// like those of generated code.
fn hidden(pattern: &Pat, position: usize) -> Ident {
    let span = Span::mixed_site();
    let name =
        plain(pattern).map(|PatIdent { ident, .. }| (ident.to_string(), span.located_at(ident.span())));
    match name {
        Some((name, span)) if !name.starts_with("__") => format_ident!("{name}", span = span),
        _ => format_ident!("__argument{position}", span = span),
    }
}

/// `name` or `mut name`.
fn plain(pattern: &Pat) -> Option<&PatIdent> {
    match pattern {
        Pat::Ident(ident) if is_plain(ident) => Some(ident),
        _ => None,
    }
}

fn is_plain(pattern: &PatIdent) -> bool {
    pattern.by_ref.is_none() && pattern.subpat.is_none()
}

fn bound(attributes: &[Attribute], pattern: &impl ToTokens, value: &Ident) -> TokenStream {
    quote_spanned! {Span::mixed_site()=> #(#attributes)* let #pattern = #value; }
}

/// Whether there may be a `ref mut` in it.
fn borrows_mutably(pattern: &Pat) -> bool {
    let says = |word| mentions(pattern.to_token_stream(), word);
    says("ref") && says("mut")
}

/// The statement that takes a parameter along which is borrowed from; by way of a reference, if the pattern has one.
fn mutable(attributes: &[Attribute], name: &Ident) -> TokenStream {
    quote_spanned! {Span::mixed_site()=> #(#attributes)* #[allow(unused_mut)] let mut #name = #name; }
}

fn is_condition(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr")
}
