//! The function as it was written, for those who read it and do not run it: clippy and rustdoc.
//!
//! They shall find the signature, the parameters and the body of the user's, and not what became of them. So they are
//! given just that; and where the attribute says something that the compiler has to look at, a guard before the body, so that it
//! is checked and in use. (A guard does not see values, so this is not what runs.)

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use super::arguments::Arguments;
use super::expand::guard;
use super::function::Function;
use super::neighbours::Neighbours;
use super::shape::Shape;
use super::types;

impl Shape {
    /// Whether this is what everybody gets.
    pub(super) fn is_for_all(
        &self,
        function: &Function,
        neighbours: Neighbours,
        arguments: &Arguments,
    ) -> bool {
        // A macro that is still to run would meet both versions: what it is given still has its `cfg`s.
        neighbours.macros
            // It is surrounded by the same.
            || matches!(self, Self::Guard) && arguments.say_code()
            // What is judged is not what the function returns.
            || matches!(self, Self::ReturnsFuture(..)) && arguments.about_values().is_some()
            // One mistake is told once.
            || function.body.is_half_typed()
    }
}

/// The function without what is needed to run it.
pub(super) fn function(
    function: &Function,
    arguments: &Arguments,
    site: &TokenStream,
    outcome: &TokenStream,
) -> TokenStream {
    if !arguments.say_code() {
        return function.to_token_stream();
    }
    let judged = arguments.about_values().is_some();
    let judge = judged.then(|| judge(function, arguments, outcome));
    let guarded = guard(&function.body);
    function.with_body(quote! { #site #judge #guarded })
}

fn judge(function: &Function, arguments: &Arguments, outcome: &TokenStream) -> TokenStream {
    // There is no value to be judged.
    if types::is_never(&function.signature.output) {
        return TokenStream::new();
    }
    let (core, returned) = (arguments.core(), types::returned(&function.signature.output));
    quote_spanned! {Span::mixed_site()=>
        let __returns = #core::__private::Returns::new();
        #returned
        if false { __returns.judged(&__returns.unreachable(), #outcome); }
    }
}

/// One for those who run it, and one for those who read it.
///
/// The latter is left out by a `cfg_attr` that is gone where it is kept: rustdoc would show a `cfg` as a condition under
/// which the function is available. That it could be a `const fn` is true of it only until it is tracked.
pub(super) fn beside(tracked: &TokenStream, as_written: &TokenStream) -> TokenStream {
    quote_spanned! {Span::mixed_site()=>
        #[cfg(not(any(clippy, doc)))]
        #tracked
        #[cfg_attr(not(any(clippy, doc)), cfg(any()))]
        #[allow(clippy::missing_const_for_fn)]
        #as_written
    }
}
