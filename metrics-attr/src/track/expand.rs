//! The code around the body.
//!
//! Its names begin with two underscores, which those of the hidden parameters do not, and are invisible to the body.

use metrics_derive_syntax::Errors;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{LitStr, Signature};

use super::arguments::Arguments;
use super::details::Details;
use super::function::{Body, Function, mentions};
use super::neighbours::Neighbours;
use super::shape::Shape;
use super::types::ReturnedFuture;
use super::{as_written, outcome, parameters, refusal, types};

/// What surrounds the function itself.
#[derive(Clone, Default)]
pub(super) struct Surroundings {
    /// The type whose method it is, where that is known.
    pub(super) owner: Option<String>,
    /// The attributes of the block.
    pub(super) neighbours: Neighbours,
}

pub(super) fn tracked(
    mut function: Function,
    arguments: &Arguments,
    surroundings: &Surroundings,
    errors: &mut Errors,
) -> TokenStream {
    let core = arguments.core().to_token_stream();
    let details = Details::of(arguments, &function.signature, errors);
    let outcome = outcome::closure(arguments, &core);
    let site = site(&function.signature, arguments, surroundings, &details);
    let neighbours = Neighbours::of(&function.attributes).or(surroundings.neighbours);
    let shape = Shape::of(&function, neighbours, arguments);
    errors.keep(refusal::no_future(arguments.future.key(), &function.signature));
    if types::is_never(&function.signature.output) {
        errors.keep(refusal::without_value(arguments.about_values()));
    }
    if matches!(shape, Shape::Guard | Shape::Labelled(_) | Shape::Closure) {
        errors.keep(refusal::without_polls(arguments.busy.key()));
    }
    let returned = types::returned(&function.signature.output);
    let is_for_all = shape.is_for_all(&function, neighbours, arguments);
    let as_written = (!is_for_all).then(|| as_written::function(&function, arguments, &site, &outcome));
    let parameters = taken_along(&mut function, &shape, neighbours, arguments);
    let parts = Parts { core, outcome, parameters, returned };
    let call = match shape {
        Shape::Guard => guard(&function.body),
        Shape::Labelled(body) => parts.labelled(&body, arguments.about_values().is_some()),
        Shape::Closure => parts.closure(&function),
        Shape::ReturnsFuture(ReturnedFuture::Opaque(output), labelled) => {
            parts.opaque_future(&function, &output, labelled)
        }
        Shape::ReturnsFuture(ReturnedFuture::Boxed(_), labelled) => parts.boxed_future(&function, labelled),
        Shape::Future => parts.future(&mut function),
        Shape::Nested => parts.nested(&function),
    };
    let tracked = function.with_body(quote! { #site #call });
    as_written.map_or_else(|| tracked.clone(), |as_written| as_written::beside(&tracked, &as_written))
}

/// The metrics of the function.
fn site(
    signature: &Signature,
    arguments: &Arguments,
    surroundings: &Surroundings,
    details: &Details,
) -> TokenStream {
    let method = signature.ident.unraw().to_string();
    let path =
        surroundings.owner.as_ref().map_or_else(|| method.clone(), |owner| format!("{owner}::{method}"));
    let name = LitStr::new(&path, Span::mixed_site().located_at(signature.ident.span()));
    let name = arguments.function.get().unwrap_or(&name);
    let (core, Details { checks, facts, metrics, labels }) = (arguments.core(), details);
    if facts.is_empty() {
        return quote_spanned! {Span::mixed_site()=> let __site = #core::__private::call_site!(#name); };
    }
    quote_spanned! {Span::mixed_site()=>
        #checks
        #metrics
        let __site = #core::track::detailed!(#name, { #facts }) #labels;
    }
}

/// The statements that bind the parameters again, in a closure or future.
fn taken_along(
    function: &mut Function,
    shape: &Shape,
    neighbours: Neighbours,
    arguments: &Arguments,
) -> TokenStream {
    let receiver = match shape {
        Shape::Guard | Shape::Labelled(_) | Shape::ReturnsFuture(_, Some(_)) => return TokenStream::new(),
        // A closure that does not need `self` leaves it where it is: dropped last, as it would be.
        Shape::Closure | Shape::ReturnsFuture(..) if !function.body.mentions(&"self") => TokenStream::new(),
        _ => parameters::receiver(&function.signature),
    };
    let named = if neighbours.macros || parameters::patterns_in_use(&function.signature, arguments) {
        parameters::kept(&mut function.signature)
    } else {
        parameters::moved(&mut function.signature, &function.body, arguments)
    };
    quote! { #receiver #named }
}

pub(super) fn guard(body: &Body) -> TokenStream {
    let body = body.last();
    quote_spanned! {Span::mixed_site()=>
        let __call = __site.enter();
        #body
    }
}

/// What the other shapes have in common.
struct Parts {
    core: TokenStream,
    /// How the call ended, found out where the type of the value is known.
    outcome: TokenStream,
    parameters: TokenStream,
    /// The line that tells the compiler the type of the function, closure or future that it stands in.
    returned: TokenStream,
}

impl Parts {
    fn closure(&self, function: &Function) -> TokenStream {
        let Self { core, returned, outcome, .. } = self;
        let block = self.block(function);
        // A body without a value is an error at the return type.
        let closure = quote_spanned! {types::place(&function.signature.output)=> move || #block };
        quote_spanned! {Span::mixed_site()=>
            let __returns = #core::__private::Returns::new();
            #returned
            return __returns.call(__site, #closure, #outcome);
        }
    }

    /// What is not seen is what macros return; and `?`, but where the attribute asks for its value.
    fn labelled(&self, body: &TokenStream, tries: bool) -> TokenStream {
        let Self { core, returned, outcome, .. } = self;
        let import = tries.then(
            || quote_spanned! {Span::mixed_site()=> #[allow(unused_imports)] use #core::track::Tried as _; },
        );
        quote_spanned! {Span::mixed_site()=>
            let __returns = #core::__private::Returns::new();
            #returned
            let __unseen = #core::__private::Unseen(__returns).__tracked_outcome();
            let mut __call = __returns.watch(__site, __unseen, move #outcome);
            #import
            let __value = __returns.seen(#body);
            __call.ends(&__value);
            __value
        }
    }

    /// `impl Future`: the function returns another future that implements the same.
    fn opaque_future(
        &self,
        function: &Function,
        output: &TokenStream,
        labelled: Option<TokenStream>,
    ) -> TokenStream {
        let Self { core, outcome, parameters, .. } = self;
        let body = function.body.last();
        let future = labelled.map_or_else(
            || quote_spanned! {Span::mixed_site()=> __returns.future_of(move || { #parameters #body }) },
            |body| quote_spanned! {Span::mixed_site()=> __returns.future(#body) },
        );
        let unknown = mentions(output.clone(), "impl");
        let output = if unknown {
            quote_spanned! {Span::mixed_site()=> _ }
        } else {
            output.clone()
        };
        quote_spanned! {Span::mixed_site()=>
            let __returns = #core::__private::Returns::<#output>::new();
            let __future = #future;
            return #core::__private::Tracked::new(__site, __returns, __future, #outcome);
        }
    }

    /// `Pin<Box<dyn Future>>`: one more box, around the one that the function makes.
    fn boxed_future(&self, function: &Function, labelled: Option<TokenStream>) -> TokenStream {
        let Self { core, outcome, returned, .. } = self;
        let block = self.block(function);
        let future = labelled.map_or_else(
            || quote_spanned! {Span::mixed_site()=> __returns.seen_of(move || #block) },
            |body| quote_spanned! {Span::mixed_site()=> __returns.seen(#body) },
        );
        quote_spanned! {Span::mixed_site()=>
            let __returns = #core::__private::Returns::new();
            #returned
            let __future = #future;
            let __returns = #core::__private::Returns::new();
            return #core::__private::Box::pin(#core::__private::Tracked::new(__site, __returns, __future, #outcome));
        }
    }

    fn future(&self, function: &mut Function) -> TokenStream {
        let core = &self.core;
        let output = types::spelled(&function.signature.output, core);
        let opaque = types::is_opaque(&function.signature.output);
        function.signature.asyncness = None;
        function.signature.output = types::future_of(&function.signature, &output, core);
        let future = self.tracked_future(function);
        let returns = if opaque {
            quote_spanned! {Span::mixed_site()=>
                let __returns = #core::__private::Returns::new();
                if false { return __returns.tracked(); }
            }
        } else {
            quote_spanned! {Span::mixed_site()=> let __returns = #core::__private::Returns::<#output>::new(); }
        };
        quote_spanned! {Span::mixed_site()=> #returns return #future; }
    }

    fn nested(&self, function: &Function) -> TokenStream {
        let Self { core, returned, .. } = self;
        let future = self.tracked_future(function);
        if types::is_never(&function.signature.output) {
            return quote_spanned! {Span::mixed_site()=>
                let __returns = #core::__private::Returns::<#core::__private::Never>::new();
                #future.await
            };
        }
        quote_spanned! {Span::mixed_site()=>
            let __returns = #core::__private::Returns::new();
            #returned
            return #future.await;
        }
    }

    fn tracked_future(&self, function: &Function) -> TokenStream {
        let (core, outcome, block) = (&self.core, &self.outcome, self.block(function));
        quote_spanned! {Span::mixed_site()=>
            #core::__private::Tracked::new(__site, __returns, async move #block, #outcome)
        }
    }

    /// The body of the closure or future, shown where the function's is.
    fn block(&self, function: &Function) -> TokenStream {
        let Self { parameters, returned, .. } = self;
        let body = function.body.last();
        quote_spanned! {Span::mixed_site().located_at(function.body.span())=> { #returned #parameters #body } }
    }
}
