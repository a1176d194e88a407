//! What `#[track_metrics(…)]` says.

use metrics_derive_syntax::{Buckets, Count, CratePath, Distinct, Entry, Errors, Key, Keys, Once};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, Expr, Ident, LitStr, Pat, Token, Type};

use super::function::mentions;
use super::label_rules;
use super::objective::Objective;

/// The arguments of the attribute.
#[derive(Default)]
pub(super) struct Arguments {
    pub(super) core: Once<CratePath>,
    pub(super) function: Once<LitStr>,
    pub(super) skip: Once<()>,
    pub(super) name: Once<LitStr>,
    pub(super) prefix: Once<LitStr>,
    pub(super) buckets: Once<Buckets>,
    pub(super) slo: Once<Objective>,
    pub(super) max_series: Once<Count>,
    pub(super) ok_if: Once<Expr>,
    pub(super) error_if: Once<Expr>,
    /// The type of the error, where it is named.
    pub(super) error: Once<Option<Type>>,
    pub(super) labels: Once<Vec<LabelArgument>>,
    pub(super) after: Once<Vec<LabelArgument>>,
    pub(super) in_flight: Once<()>,
    pub(super) busy: Once<()>,
    pub(super) failures_only: Once<()>,
    pub(super) exemplars: Once<()>,
    pub(super) future: Once<()>,
    pub(super) calls: Once<Expr>,
    pub(super) duration: Once<Expr>,
}

/// `kind = order.kind` or `kind: Kind = order.kind`.
pub(super) struct LabelArgument {
    pub(super) name: Ident,
    pub(super) ty: Option<Type>,
    pub(super) value: Expr,
}

impl LabelArgument {
    /// Whether the value says a name that the pattern binds.
    pub(super) fn mentions(&self, pattern: &Pat) -> bool {
        says_name_of(&self.value, pattern)
    }
}

/// The names of the types and fields in a pattern are taken for others that it binds, which does no harm.
pub(super) fn says_name_of(value: &Expr, pattern: &Pat) -> bool {
    let value = value.to_token_stream();
    names(pattern.to_token_stream()).iter().any(|name| mentions(value.clone(), name))
}

fn names(tokens: TokenStream) -> Vec<String> {
    let names = tokens.into_iter().map(|token| match token {
        TokenTree::Ident(name) => vec![name.to_string()],
        TokenTree::Group(group) => names(group.stream()),
        _ => Vec::new(),
    });
    names.flatten().collect()
}

impl Parse for LabelArgument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        let ty = input.parse::<Option<Token![:]>>()?.map(|_| input.parse()).transpose()?;
        if !input.peek(Token![=]) {
            return Err(Error::new(name.span(), format!("expected a value: write `{name} = …`")));
        }
        input.parse::<Token![=]>()?;
        Ok(Self { name, ty, value: input.parse()? })
    }
}

/// A key that stands alone.
macro_rules! flag {
    ($name:ident) => {
        Key {
            name: stringify!($name),
            usage: stringify!($name),
            read: |arguments, entry| arguments.$name.set(&entry.key, entry.flag()?),
        }
    };
}

/// A key with a value, which is read as its type says.
macro_rules! value {
    ($name:ident, $field:ident, $usage:literal) => {
        value!($name, $field, $usage, |entry| entry.value())
    };
    ($name:ident, $field:ident, $usage:literal, $read:expr) => {
        Key {
            name: stringify!($name),
            usage: $usage,
            read: |arguments, entry| {
                let read: fn(&Entry<'_>) -> syn::Result<_> = $read;
                arguments.$field.set(&entry.key, read(entry)?)
            },
        }
    };
}

const KEYS: Keys<Arguments> = Keys {
    attribute: "`#[track_metrics]`",
    known: &[
        value!(crate, core, "crate = ::facade::metrics_core"),
        value!(function, function, "function = \"checkout\"", |entry| label_value(entry.literal()?)),
        flag!(skip),
        value!(name, name, "name = \"checkout\"", |entry| entry.literal()),
        value!(prefix, prefix, "prefix = \"shop\"", |entry| entry.literal()),
        value!(buckets, buckets, "buckets = [0.1, 0.5, 1.0]"),
        value!(slo, slo, "slo = \"200ms\"", |entry| Objective::of(&entry.literal()?)),
        value!(max_series, max_series, "max_series = 20_000"),
        value!(ok_if, ok_if, "ok_if = Response::is_success"),
        value!(error_if, error_if, "error_if = |response| response.is_failure()"),
        value!(error, error, "error", |entry| entry.optional_value()),
        value!(labels, labels, "labels(kind = order.kind)", label_arguments),
        value!(after, after, "after(size = result.size())", label_arguments),
        flag!(in_flight),
        flag!(busy),
        flag!(failures_only),
        flag!(exemplars),
        flag!(future),
        value!(calls, calls, "calls = SHOP.charges"),
        value!(duration, duration, "duration = SHOP.charge_duration"),
    ],
    // What `autometrics` calls them.
    elsewhere: &[("track_concurrency", "write `in_flight`"), ("objective", "write `slo = \"200ms\"`")],
};

impl Arguments {
    pub(super) fn read(arguments: TokenStream, errors: &mut Errors) -> Self {
        let mut facts = Self::default();
        KEYS.read_arguments(arguments, &mut facts, errors);
        errors.keep(one_of(&facts.ok_if, &facts.error_if));
        facts
    }

    /// What the function says and, for the rest, what the block around it says.
    pub(super) fn or(self, outer: Self) -> Self {
        // The one on the function is the one that it means.
        let judged = self.ok_if.is_set() || self.error_if.is_set();
        Self {
            core: self.core.or(outer.core),
            function: self.function,
            skip: self.skip,
            name: self.name.or(outer.name),
            prefix: self.prefix.or(outer.prefix),
            buckets: self.buckets.or(outer.buckets),
            slo: self.slo.or(outer.slo),
            max_series: self.max_series.or(outer.max_series),
            ok_if: if judged { self.ok_if } else { outer.ok_if },
            error_if: if judged { self.error_if } else { outer.error_if },
            error: self.error.or(outer.error),
            labels: self.labels.or(outer.labels),
            after: self.after.or(outer.after),
            in_flight: self.in_flight.or(outer.in_flight),
            busy: self.busy.or(outer.busy),
            failures_only: self.failures_only.or(outer.failures_only),
            exemplars: self.exemplars.or(outer.exemplars),
            future: self.future,
            calls: self.calls.or(outer.calls),
            duration: self.duration.or(outer.duration),
        }
    }

    /// Leaves out the metrics that are behind `self`, where there is none.
    pub(super) fn leave_self_out(&mut self) {
        for metric in [&mut self.calls, &mut self.duration] {
            if metric.get().is_some_and(|expr| mentions(expr.to_token_stream(), "self")) {
                *metric = Once::default();
            }
        }
    }

    /// Leaves out what is about the value that a function returns.
    pub(super) fn leave_values_out(&mut self) {
        (self.ok_if, self.error_if, self.error, self.after) = <_>::default();
    }

    /// The keys that are about one function, where there are many.
    pub(super) fn of_one_function(&self) -> impl Iterator<Item = &Ident> {
        [self.function.key(), self.future.key()].into_iter().flatten()
    }

    /// Where the runtime is.
    pub(super) fn core(&self) -> CratePath {
        self.core.get().cloned().unwrap_or_default()
    }

    /// The first key by which a value decides what is recorded.
    pub(super) fn about_values(&self) -> Option<&Ident> {
        [self.ok_if.key(), self.error_if.key(), self.error.key(), self.after.key()]
            .into_iter()
            .flatten()
            .next()
    }

    /// Whether something that is evaluated before the call says a name that the pattern binds.
    pub(super) fn mention(&self, pattern: &Pat) -> bool {
        let labels = self.labels.get().into_iter().flatten().map(|label| &label.value);
        let metrics = [self.calls.get(), self.duration.get()].into_iter().flatten();
        labels.chain(metrics).any(|value| says_name_of(value, pattern))
    }

    /// Whether there is something in it that the compiler has to look at: expressions, types, and names with rules.
    pub(super) fn say_code(&self) -> bool {
        let says = [
            self.name.is_set(),
            self.prefix.is_set(),
            self.buckets.is_set(),
            self.max_series.is_set(),
            self.about_values().is_some(),
            self.labels.is_set(),
            self.calls.is_set(),
            self.duration.is_set(),
        ];
        says.contains(&true)
    }

    /// Whether more is recorded than calls and their duration, in the families of all functions.
    pub(super) fn is_detailed(&self) -> bool {
        let names = [&self.name, &self.prefix];
        let flags = [&self.in_flight, &self.busy, &self.failures_only, &self.exemplars];
        names.iter().any(|key| key.is_set())
            || flags.iter().any(|key| key.is_set())
            || self.buckets.is_set()
            || self.slo.is_set()
            || self.max_series.is_set()
            || self.error.is_set()
            || self.labels.is_set()
            || self.after.is_set()
            || self.calls.is_set()
            || self.duration.is_set()
    }
}

fn one_of<A, B>(one: &Once<A>, other: &Once<B>) -> syn::Result<()> {
    let (Some(one), Some(other)) = (one.key(), other.key()) else { return Ok(()) };
    let message = format!("`{one}` says already what an error is: remove one of the two");
    Err(Error::new_spanned(other, message))
}

fn label_value(value: LitStr) -> syn::Result<LitStr> {
    if value.value().trim().is_empty() {
        let message = "an empty name: write how the function is to be called in the metrics";
        return Err(Error::new_spanned(value, message));
    }
    Ok(value)
}

fn label_arguments(entry: &Entry<'_>) -> syn::Result<Vec<LabelArgument>> {
    let list = entry.list()?;
    if list.is_empty() {
        return Err(Error::new_spanned(&entry.key, format!("no label: write `{}`", entry.usage())));
    }
    let labels: Vec<_> =
        Punctuated::<LabelArgument, Token![,]>::parse_terminated(&list)?.into_iter().collect();
    let mut names = Distinct::default();
    for LabelArgument { name, .. } in &labels {
        label_rules::not_taken(name)?;
        names.add(&name.unraw().to_string(), name, "this label is given twice")?;
    }
    Ok(labels)
}
