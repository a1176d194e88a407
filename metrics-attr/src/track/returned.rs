//! What the return type says without looking it up.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{ReturnType, Token, Type};

use super::function::mentions;

/// Types of the language; that someone names an alias of `Result` so is not worth a closure around every body.
const PRIMITIVES: [&str; 18] = [
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16", "u32",
    "u64", "u128", "usize", "f128",
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
        Type::Path(path) => PRIMITIVES.iter().any(|name| path.path.is_ident(name)),
        Type::Macro(_) | Type::Infer(_) | Type::Verbatim(_) => false,
        _ => true,
    }
}

/// Whether there is an `impl Trait` in it.
pub(super) fn is_opaque(output: &ReturnType) -> bool {
    mentions(output.to_token_stream(), "impl")
}

/// The type, where a type can be written: `!` is only allowed after an arrow.
pub(super) fn spelled(output: &ReturnType, core: &TokenStream) -> TokenStream {
    match output {
        ReturnType::Default => quote_spanned! {Span::mixed_site()=> () },
        ReturnType::Type(_, ty) if matches!(**ty, Type::Never(_)) => {
            quote_spanned! {Span::mixed_site()=> #core::__private::Never }
        }
        ReturnType::Type(_, ty) => ty.to_token_stream(),
    }
}

/// `-> impl Future<Output = …>`, in the edition of this crate: it captures every lifetime, as an `async fn` does.
pub(super) fn future_of(output: &TokenStream, core: &TokenStream) -> ReturnType {
    let span = Span::mixed_site();
    let future = quote_spanned! {span=> impl #core::__private::Future<Output = #output> };
    ReturnType::Type(Token![->](span), Box::new(Type::Verbatim(future)))
}
