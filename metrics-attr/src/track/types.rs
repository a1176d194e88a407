//! What a type says without being looked up.

use metrics_derive_syntax::CratePath;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericArgument, Path, PathArguments, ReturnType, Signature, Token, Type, TypeParamBound};

use super::function::mentions;

/// Types of the language. That someone gives an alias such a name is not worth a closure around every body.
const PRIMITIVES: [&str; 19] = [
    "bool", "char", "f16", "f32", "f64", "f128", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8",
    "u16", "u32", "u64", "u128", "usize",
];

/// Whether the form of the type alone rules out a `Result`: anything but a path, which may be an alias.
pub(super) fn is_never_a_result(output: &ReturnType) -> bool {
    match output {
        ReturnType::Default => true,
        ReturnType::Type(_, ty) => has_other_form(ty),
    }
}

fn has_other_form(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => has_other_form(&group.elem),
        Type::Paren(paren) => has_other_form(&paren.elem),
        Type::Path(path) => is_primitive(&path.path),
        Type::Macro(_) | Type::Infer(_) | Type::Verbatim(_) => false,
        _ => true,
    }
}

/// Whether nothing happens when a value of the type is dropped, so that it does not matter when.
pub(super) fn is_dropped_silently(ty: &Type) -> bool {
    match ty {
        Type::Array(array) => is_dropped_silently(&array.elem),
        Type::Group(group) => is_dropped_silently(&group.elem),
        Type::Paren(paren) => is_dropped_silently(&paren.elem),
        Type::Path(path) => is_primitive(&path.path),
        Type::Tuple(tuple) => tuple.elems.iter().all(is_dropped_silently),
        Type::FnPtr(_) | Type::Never(_) | Type::Ptr(_) | Type::Reference(_) => true,
        _ => false,
    }
}

fn is_primitive(path: &Path) -> bool {
    PRIMITIVES.iter().any(|name| path.is_ident(name))
}

/// A line that is never reached, by which the compiler knows what a function, closure or future returns.
///
/// For `!` there is none: it would be found to be unreachable.
pub(super) fn returned(output: &ReturnType) -> TokenStream {
    if is_never(output) {
        return TokenStream::new();
    }
    quote_spanned! {place(output)=> if false { return __returns.unreachable(); } }
}

/// Where errors about the type are to be shown.
pub(super) fn place(output: &ReturnType) -> Span {
    match output {
        ReturnType::Default => Span::mixed_site(),
        ReturnType::Type(_, ty) => Span::mixed_site().located_at(ty.span()),
    }
}

/// Whether it is `!`.
pub(super) fn is_never(output: &ReturnType) -> bool {
    matches!(output, ReturnType::Type(_, ty) if matches!(**ty, Type::Never(_)))
}

/// Whether there is an `impl Trait` in it.
pub(super) fn is_opaque(output: &ReturnType) -> bool {
    mentions(output.to_token_stream(), "impl")
}

/// The type, where a type can be written: `!` is only allowed after an arrow.
pub(super) fn spelled(output: &ReturnType, core: &TokenStream) -> TokenStream {
    match output {
        ReturnType::Default => quote_spanned! {Span::mixed_site()=> () },
        _ if is_never(output) => quote_spanned! {Span::mixed_site()=> #core::__private::Never },
        ReturnType::Type(_, ty) => ty.to_token_stream(),
    }
}

/// `-> impl Future<Output = …>`, in the edition of this crate: it captures every lifetime, as an `async fn` does.
///
/// An empty `where` stands where the user's own type ended, so that the compiler shows the function up to there.
pub(super) fn future_of(signature: &Signature, output: &TokenStream, core: &TokenStream) -> ReturnType {
    let span = Span::mixed_site();
    let end = signature.output.to_token_stream().into_iter().last().map(|token| token.span());
    let end = end.unwrap_or(signature.paren_token.span.close());
    let bounds = signature.generics.where_clause.as_ref().is_some_and(|clause| !clause.predicates.is_empty());
    let end = (!bounds).then(|| quote_spanned! {end=> where });
    let future = quote_spanned! {span=> impl #core::__private::Future<Output = #output> #end };
    ReturnType::Type(Token![->](span), Box::new(Type::Verbatim(future)))
}

/// The error type in a `Result` of two types, as a `Result` that has it and nothing else of the function's.
pub(super) fn only_error(output: &TokenStream, core: &CratePath) -> Option<TokenStream> {
    let Ok(Type::Path(path)) = syn::parse2(output.clone()) else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Result")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let mut types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    let (_, error) = (types.next()?, types.next()?);
    Some(quote! { #core::__private::Result<(), #error> })
}

/// The type with all lifetimes left to the compiler.
pub(super) fn without_lifetimes(tokens: TokenStream) -> TokenStream {
    let mut after_tick = false;
    let changed = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), without_lifetimes(group.stream()));
            inner.set_span(group.span());
            inner.into()
        }
        TokenTree::Ident(ident) if after_tick => {
            after_tick = false;
            TokenTree::Ident(Ident::new("_", ident.span()))
        }
        TokenTree::Punct(punct) => {
            after_tick = punct.as_char() == '\'';
            punct.into()
        }
        other => other,
    });
    changed.collect()
}

/// What the future that a function returns is ready with, where the type says so.
pub(super) fn future_output(signature: &Signature) -> Option<TokenStream> {
    match returned_future(signature)? {
        ReturnedFuture::Opaque(output) | ReturnedFuture::Boxed(output) => Some(output),
    }
}

/// Whether a call of the function is polled.
pub(super) fn is_polled(signature: &Signature) -> bool {
    signature.asyncness.is_some() || returned_future(signature).is_some()
}

/// Whether there is no error in what a function returns, as far as the type says: a constructor of a block whose methods
/// may fail, for one.
pub(super) fn has_no_error(signature: &Signature) -> bool {
    if future_output(signature).is_some() {
        return false;
    }
    let is_plain = |ty: &Type| match ty {
        Type::Path(path) => {
            path.path.segments.last().is_some_and(|last| last.ident == "Self" || last.ident == "Option")
        }
        _ => false,
    };
    match &signature.output {
        ReturnType::Default => true,
        ReturnType::Type(_, ty) => has_other_form(ty) || is_plain(ty),
    }
}

/// A future that a function returns without being async, and what it is ready with.
pub(super) enum ReturnedFuture {
    /// `impl Future<Output = …>`
    Opaque(TokenStream),
    /// `Pin<Box<dyn Future<Output = …>>>`
    Boxed(TokenStream),
}

/// The future that a function returns, where the type leaves no doubt.
pub(super) fn returned_future(signature: &Signature) -> Option<ReturnedFuture> {
    let ReturnType::Type(_, ty) = &signature.output else { return None };
    if signature.asyncness.is_some() {
        return None;
    }
    match &**ty {
        // Another future that takes its place has no other traits than these.
        Type::ImplTrait(opaque) if opaque.bounds.iter().all(holds_around) => {
            output_in(&opaque.bounds).map(ReturnedFuture::Opaque)
        }
        Type::Path(pin) => match only_argument(&pin.path, "Pin")? {
            Type::Path(boxed) => match only_argument(&boxed.path, "Box")? {
                Type::TraitObject(object) => output_in(&object.bounds).map(ReturnedFuture::Boxed),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// Whether a future around one of which this is asked has it as well: the traits that the compiler sees by itself.
fn holds_around(bound: &TypeParamBound) -> bool {
    let TypeParamBound::Trait(bound) = bound else { return true };
    let name = bound.path.segments.last().map(|last| &last.ident);
    ["Future", "Send", "Sync", "Unpin"].iter().any(|known| name.is_some_and(|name| name == known))
}

/// The type in `name<type>`.
fn only_argument<'a>(path: &'a Path, name: &str) -> Option<&'a Type> {
    let last = path.segments.last().filter(|last| last.ident == name)?;
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        },
        _ => None,
    }
}

/// The `Output` of `Future<Output = …>`, if that is one of the bounds.
fn output_in<'a>(bounds: impl IntoIterator<Item = &'a TypeParamBound>) -> Option<TokenStream> {
    bounds.into_iter().find_map(|bound| {
        let TypeParamBound::Trait(bound) = bound else { return None };
        let last = bound.path.segments.last().filter(|last| last.ident == "Future")?;
        let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
        arguments.args.iter().find_map(|argument| match argument {
            GenericArgument::AssocType(assoc) if assoc.ident == "Output" => Some(assoc.ty.to_token_stream()),
            _ => None,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signature(text: &str) -> Signature {
        syn::parse_str(text).unwrap()
    }

    #[test]
    fn what_is_made_of_numbers_and_borrows_is_dropped_silently() {
        let silent = |text| is_dropped_silently(&syn::parse_str(text).unwrap());
        for text in
            ["u8", "(u8, &str)", "[bool; 3]", "*const u8", "fn(String)", "!", "((u8,), [f64; 2])", "()"]
        {
            assert!(silent(text), "{text}");
        }
        for text in ["String", "(u8, String)", "[String; 3]", "my::u8", "impl Copy"] {
            assert!(!silent(text), "{text}");
        }
    }

    #[test]
    fn a_future_is_polled_whoever_returns_it() {
        let polled = |text| is_polled(&signature(text));
        assert!(polled("async fn a()") && polled("fn a() -> impl Future<Output = u8> + Send"));
        assert!(polled("fn a() -> Pin<Box<dyn Future<Output = u8> + Send>>"));
        assert!(!polled("fn a() -> u8") && !polled("fn a() -> Pin<Box<u8>>") && !polled("fn a()"));
    }

    #[test]
    fn a_future_with_a_trait_of_its_own_cannot_be_replaced() {
        let opaque =
            |bounds: &str| returned_future(&signature(&format!("fn a() -> impl {bounds}"))).is_some();
        for bounds in
            ["Future<Output = u8>", "Send + Future<Output = u8> + Sync + Unpin", "Future<Output = u8> + 'a"]
        {
            assert!(opaque(bounds), "{bounds}");
        }
        assert!(!opaque("Future<Output = u8> + Clone") && !opaque("Send") && !opaque("Future"));
    }
}
