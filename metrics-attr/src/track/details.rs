//! What is recorded of a function beyond its calls and their duration: data for the runtime.

use metrics_derive_syntax::{CratePath, Errors, check};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Error, Expr, FnArg, LitStr, Signature, Type};

use super::arguments::{Arguments, LabelArgument, says_name_of};
use super::function::mentions;
use super::{label_rules, refusal, types};

/// The parts of the generated code that depend on what is asked for.
#[derive(Default)]
pub(super) struct Details {
    /// The rules about values.
    pub(super) checks: TokenStream,
    /// The facts of the function; nothing for a plain one.
    pub(super) facts: TokenStream,
    /// The metrics of one call that are the user's, as statements before the site.
    pub(super) metrics: TokenStream,
    /// The labels of one call, and its metrics, as calls of the site.
    pub(super) labels: TokenStream,
}

struct Reader<'a> {
    arguments: &'a Arguments,
    signature: &'a Signature,
    core: CratePath,
}

impl Details {
    pub(super) fn of(arguments: &Arguments, signature: &Signature, errors: &mut Errors) -> Self {
        let reader = Reader { arguments, signature, core: arguments.core() };
        if !arguments.is_detailed() {
            return Self::default();
        }
        errors.keep(refusal::shared_buckets(arguments));
        label_rules::check(arguments, signature, errors);
        errors.keep(refusal::exemplars_elsewhere(arguments));
        let mut details = Self::default();
        details.facts.extend([reader.flags(), reader.names(), reader.own_metrics(), reader.objective()]);
        details.facts.extend(reader.budget());
        details.facts.extend(reader.buckets());
        details.facts.extend(errors.keep(reader.error()));
        details.facts.extend(errors.keep(reader.label_facts(false)));
        details.facts.extend(errors.keep(reader.label_facts(true)));
        let (metrics, recording) = reader.metrics_of_call();
        details.metrics = metrics;
        details.labels.extend([reader.labels(), recording]);
        details.checks = reader.checks();
        details
    }
}

impl Reader<'_> {
    fn flags(&self) -> TokenStream {
        let Arguments { in_flight, busy, failures_only, exemplars, .. } = self.arguments;
        let flags = [
            (in_flight, "IN_FLIGHT"),
            (busy, "BUSY"),
            (failures_only, "FAILURES_ONLY"),
            (exemplars, "EXEMPLARS"),
        ];
        let there = flags.into_iter().filter(|(flag, _)| flag.is_set());
        let constant = there.map(|(_, name)| {
            let name = syn::Ident::new(name, Span::mixed_site());
            quote! { const #name: bool = true; }
        });
        constant.collect()
    }

    fn names(&self) -> TokenStream {
        let Arguments { name, prefix, .. } = self.arguments;
        let Some(place) = name.get().or(prefix.get()) else { return TokenStream::new() };
        let core = &self.core;
        let name = name.get().map_or_else(|| "function".to_owned(), LitStr::value);
        let name = prefix.get().map_or_else(|| name.clone(), |prefix| format!("{}_{name}", prefix.value()));
        let name = LitStr::new(&name, place.span());
        quote! { const NAMES: #core::__private::Names = #core::__private::names!(#name); }
    }

    fn buckets(&self) -> TokenStream {
        let Some(buckets) = self.arguments.buckets.get() else { return TokenStream::new() };
        let (core, bounds) = (&self.core, buckets.bounds(&self.core));
        quote! {
            const BUCKETS: #core::__private::Option<&'static [f64]> =
                #core::__private::Option::Some(#core::__private::check::bounds_or_stand_in(#bounds));
        }
    }

    fn objective(&self) -> TokenStream {
        let Some(objective) = self.arguments.slo.get() else { return TokenStream::new() };
        let (core, seconds) = (&self.core, objective.seconds);
        quote! { const OBJECTIVE: #core::__private::Option<f64> = #core::__private::Option::Some(#seconds); }
    }

    fn budget(&self) -> Option<TokenStream> {
        let max = self.arguments.max_series.get()?;
        Some(quote_spanned! {Span::mixed_site()=> const MAX_SERIES: usize = #max; })
    }

    /// Metrics of the user's that are the same for each call: functions, so that nothing is kept for a call.
    fn own_metrics(&self) -> TokenStream {
        let (core, span) = (&self.core, Span::mixed_site());
        let Arguments { calls, duration, .. } = self.arguments;
        let of_all = |expr: &&Expr| !is_of_call(expr, self.signature);
        let count = calls.get().filter(of_all).map(|calls| {
            let call = quote_spanned! {calls.span()=> #core::track::CountsCalls::count_call };
            quote_spanned! {span=> fn count(outcome: #core::Outcome) { #call(&#calls, outcome) } }
        });
        let time = duration.get().filter(of_all).map(|duration| {
            let call = quote_spanned! {duration.span()=> #core::track::TimesCalls::time_call };
            quote_spanned! {span=>
                fn time(outcome: #core::Outcome, nanoseconds: u64) { #call(&#duration, outcome, nanoseconds) }
            }
        });
        let counted = calls.get().map(|_| quote_spanned! {span=> const COUNTED: bool = false; });
        let timed = duration.get().map(|_| quote_spanned! {span=> const TIMED: bool = false; });
        quote! { #counted #count #timed #time }
    }

    /// Those that each call finds in its arguments: references, and the calls of the site that take them.
    fn metrics_of_call(&self) -> (TokenStream, TokenStream) {
        let Arguments { calls, duration, .. } = self.arguments;
        let of_call = [(calls, "calls"), (duration, "duration")].map(|(metric, name)| {
            let expr = metric.get().filter(|expr| is_of_call(expr, self.signature))?;
            let local = syn::Ident::new(&format!("__{name}"), Span::mixed_site());
            let method = syn::Ident::new(name, expr.span());
            let call = quote_spanned! {expr.span()=> .#method(#local) };
            Some((quote_spanned! {Span::mixed_site()=> let #local = &#expr; }, call))
        });
        let mut found = of_call.into_iter().flatten().peekable();
        if found.peek().is_none() {
            return <_>::default();
        }
        let (statements, calls): (TokenStream, TokenStream) = found.unzip();
        (statements, quote_spanned! {Span::mixed_site()=> .in_metrics_of_call() #calls })
    }

    /// The kinds of errors: from the type that is named, or from the one that is returned.
    fn error(&self) -> syn::Result<TokenStream> {
        let Some(named) = self.arguments.error.get() else { return Ok(TokenStream::new()) };
        let core = &self.core;
        let kinds = if let Some(ty) = named {
            let kinds = quote_spanned! {ty.span()=> <#ty as #core::ErrorLabel>::KINDS };
            quote! { #core::track::or_other(&#kinds) }
        } else {
            let returned = if types::has_no_error(self.signature) {
                quote! { () }
            } else {
                let output = self.output();
                let output = types::only_error(&output, core).unwrap_or(output);
                self.returned(output, "error", "error = ChargeError")?
            };
            quote! {{
                #[allow(unused_imports)]
                use #core::__private::Unlabelled as _;
                <#core::__private::Kinds<#returned>>::KINDS
            }}
        };
        Ok(quote! {
            const ERRORS: #core::__private::Option<#core::__private::Values> =
                #core::__private::Option::Some(#kinds);
        })
    }

    /// What the function returns, or its future.
    fn output(&self) -> TokenStream {
        let core = self.core.to_token_stream();
        types::future_output(self.signature).unwrap_or_else(|| types::spelled(&self.signature.output, &core))
    }

    /// It, or a part of it, for a place outside of the function.
    fn returned(&self, output: TokenStream, key: &str, instead: &str) -> syn::Result<TokenStream> {
        self.nameable(&output, key, instead)?;
        Ok(types::without_lifetimes(output))
    }

    /// The metrics of a function are the same for all its instances: they know nothing of its type parameters.
    fn nameable(&self, tokens: &TokenStream, key: &str, instead: &str) -> syn::Result<()> {
        let parameters = self.signature.generics.params.iter().filter_map(|parameter| match parameter {
            syn::GenericParam::Type(ty) => Some(ty.ident.to_string()),
            syn::GenericParam::Const(constant) => Some(constant.ident.to_string()),
            syn::GenericParam::Lifetime(_) => None,
        });
        let unknown = ["Self", "self", "impl"].map(str::to_owned).into_iter().chain(parameters);
        let mut found = unknown.filter(|name| mentions(tokens.clone(), name));
        let Some(name) = found.next() else { return Ok(()) };
        let message = format!(
            "the type of this `{key}` depends on `{name}`, and the metrics of a function are the same for all its \
             instances: name the type, such as `{instead}`"
        );
        Err(Error::new_spanned(tokens, message))
    }

    fn label_facts(&self, after: bool) -> syn::Result<TokenStream> {
        let given = if after { &self.arguments.after } else { &self.arguments.labels };
        let Some(labels) = given.get() else { return Ok(TokenStream::new()) };
        let schemas = labels.iter().map(|label| self.label_schema(label, after));
        let schemas = schemas.collect::<syn::Result<Vec<_>>>()?;
        let name = syn::Ident::new(if after { "AFTER" } else { "LABELS" }, Span::mixed_site());
        let core = &self.core;
        Ok(quote! { const #name: &'static [#core::__private::LabelSchema] = &[#(#schemas),*]; })
    }

    /// The name and the values of a label, of the type that is named or that the value has: that of a closure which is
    /// never called.
    fn label_schema(&self, label: &LabelArgument, after: bool) -> syn::Result<TokenStream> {
        let value = &label.value;
        let core = self.core.at(value.span());
        let name = LitStr::new(&label.name.unraw().to_string(), label.name.span());
        let function = if after { "label_after" } else { "label_before" };
        let function = syn::Ident::new(function, value.span());
        let (parameters, value) = match &label.ty {
            Some(ty) => {
                let core = self.core.at(ty.span());
                let never = quote_spanned! {ty.span()=> #core::track::never::<#ty> };
                return Ok(quote_spanned! {ty.span()=> #core::track::#function(#name, #never) });
            }
            None if after => {
                let returned =
                    self.returned(self.output(), "label", &format!("after({}: Kind = …)", label.name))?;
                let result = syn::Ident::new("result", value.span());
                (quote! { #[allow(unused_variables)] #result: &#returned }, value.to_token_stream())
            }
            None => (self.parameters_in(label)?, value.to_token_stream()),
        };
        Ok(quote_spanned! {label.value.span()=> #core::track::#function(#name, |#parameters| #value) })
    }

    /// The parameters of the function that a label is found out from.
    fn parameters_in(&self, label: &LabelArgument) -> syn::Result<TokenStream> {
        let instead = format!("labels({}: Kind = …)", label.name);
        self.nameable(&label.value.to_token_stream(), "label", &instead)?;
        let (mut patterns, mut tys) = (Vec::new(), Vec::new());
        for argument in &self.signature.inputs {
            let FnArg::Typed(parameter) = argument else { continue };
            if !label.mentions(&parameter.pat) {
                continue;
            }
            let ty = parameter.ty.to_token_stream();
            self.nameable(&ty, "label", &instead)?;
            patterns.push(&parameter.pat);
            tys.push(types::without_lifetimes(ty));
        }
        Ok(quote! { #[allow(unused_variables, unused_mut)] (#(#patterns,)*): (#(#tys,)*) })
    }

    fn labels(&self) -> TokenStream {
        let labels = self.arguments.labels.get().into_iter().flatten();
        let indices = labels.map(|label| {
            let value = &label.value;
            let value = quote_spanned! {Span::mixed_site()=> (#value) };
            indexed(&self.core, label, "__tracked_before", &value)
        });
        indices.map(|index| quote_spanned! {Span::mixed_site()=> .label(#index) }).collect()
    }

    fn checks(&self) -> TokenStream {
        let Arguments { name, prefix, buckets, labels, after, .. } = self.arguments;
        let core = &self.core;
        // The first one begins the names of the families.
        let names = prefix.get().into_iter().chain(name.get()).zip(["function_prefix", "prefix"]);
        let names = names.map(|(name, rule)| check(core, name, rule, &name.to_token_stream()));
        let bounds = buckets.get().map(|buckets| {
            let arguments = buckets.check(core);
            let bounds = buckets.bounds(core);
            let bounds = check(core, buckets, "function_buckets", &bounds);
            quote! { #arguments #bounds }
        });
        let labels = labels.get().into_iter().chain(after.get()).flatten().map(|label| {
            let name = LitStr::new(&label.name.unraw().to_string(), label.name.span());
            check(core, &label.name, "label_name", &name.to_token_stream())
        });
        quote! { #(#names)* #bounds #(#labels)* }
    }
}

/// Whether a metric of the user's is found in the arguments of each call.
pub(super) fn has_metrics_of_call(signature: &Signature, arguments: &Arguments) -> bool {
    let metrics = [arguments.calls.get(), arguments.duration.get()];
    metrics.into_iter().flatten().any(|expr| is_of_call(expr, signature))
}

fn is_of_call(expr: &Expr, signature: &Signature) -> bool {
    signature.inputs.iter().any(|argument| match argument {
        FnArg::Receiver(_) => mentions(expr.to_token_stream(), "self"),
        FnArg::Typed(parameter) => says_name_of(expr, &parameter.pat),
    })
}

/// The value of a label, of the type that is named or of its own: its index, by the method that `when` names.
pub(super) fn indexed(
    core: &CratePath,
    label: &LabelArgument,
    when: &str,
    value: &TokenStream,
) -> TokenStream {
    let method = syn::Ident::new(when, Span::mixed_site());
    let ty = label.ty.as_ref().map(|ty: &Type| quote_spanned! {Span::mixed_site()=> ::<#ty> });
    quote_spanned! {Span::mixed_site()=> #core::__private::LabelOf #ty (&#value).#method() }
}
