//! What is no function, or none that can be tracked: why, and what to do instead.

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Error, Item, LitStr, Signature, Token, Visibility};

use super::arguments::Arguments;
use super::types;

/// Whether it is another `#[track_metrics]`.
pub(super) fn is_ours(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|name| name.ident == "track_metrics")
}

/// A second `#[track_metrics]` would count each call twice.
pub(super) fn tracked_twice(attributes: &[Attribute]) -> syn::Result<()> {
    match attributes.iter().find(|attribute| is_ours(attribute)) {
        Some(second) => Err(Error::new_spanned(second, "this is tracked already: remove one of the two")),
        None => Ok(()),
    }
}

/// What carries the attribute in a block, and is no function with a body.
pub(super) fn not_tracked(item: ParseStream<'_>) -> syn::Result<()> {
    let ahead = item.fork();
    ahead.parse::<Visibility>()?;
    not_a_function(&ahead)?;
    ahead.parse::<Option<Token![default]>>()?;
    without_body(&ahead.parse()?, &ahead)
}

/// Looks at what comes after the visibility.
pub(super) fn not_a_function(input: ParseStream<'_>) -> syn::Result<()> {
    if is_function(&input.fork()).unwrap_or(false) {
        return Ok(());
    }
    // `unsafe impl`, `const NAME`, `extern "C" { … }`: the word that decides is not always the first.
    let ahead = input.fork();
    ahead.parse::<Option<Token![unsafe]>>()?;
    let Ok(word) = ahead.call(Ident::parse_any) else {
        return Err(input.error("`#[track_metrics]` goes on a function"));
    };
    Err(Error::new(word.span(), instead_of(&word.to_string())))
}

/// `const async unsafe extern "C" fn` and what of it is there.
pub(super) fn is_function(ahead: ParseStream<'_>) -> syn::Result<bool> {
    ahead.parse::<Option<Token![default]>>()?;
    ahead.parse::<Option<Token![const]>>()?;
    ahead.parse::<Option<Token![async]>>()?;
    ahead.parse::<Option<Token![unsafe]>>()?;
    if ahead.parse::<Option<Token![extern]>>()?.is_some() {
        ahead.parse::<Option<LitStr>>()?;
    }
    Ok(ahead.peek(Token![fn]))
}

fn instead_of(word: &str) -> String {
    let advice = match word {
        "struct" | "enum" | "union" => {
            "put it on the functions that do the work; for metrics of your own, see `#[derive(Metrics)]`"
        }
        "trait" => "an alias has no functions; put it on the trait that it stands for",
        "mod" => {
            "a module in a file of its own is not in sight here: put it on the functions and `impl` blocks in that file"
        }
        "extern" | "safe" => {
            "a foreign function has no body to be tracked; put it on a function that calls it"
        }
        "static" | "const" => "there is nothing to be called; for a metric set, see `#[register]`",
        "use" | "type" => "put it on the function itself, where it is defined",
        "macro_rules" => "put it on the function inside of the macro",
        _ => return "`#[track_metrics]` goes on a function with a body".to_owned(),
    };
    let article = if word.starts_with(['a', 'e', 'i']) { "an" } else { "a" };
    format!("`#[track_metrics]` goes on a function, and this is {article} `{word}`: {advice}")
}

pub(super) fn constant(signature: &Signature) -> syn::Result<()> {
    let advice = "or put `#[track_metrics]` on the function that calls it";
    constant_with(signature, advice)
}

/// Left out without a word, it would be missed one day.
pub(super) fn constant_in_block(signature: &Signature) -> syn::Result<()> {
    constant_with(signature, "or leave it out with `#[track_metrics(skip)]`")
}

fn constant_with(signature: &Signature, advice: &str) -> syn::Result<()> {
    let Some(keyword) = signature.constness else { return Ok(()) };
    let message =
        "a `const fn` may run inside of the compiler, where there is nothing to count: remove `const`";
    Err(Error::new_spanned(keyword, format!("{message}, {advice}")))
}

/// Nothing to leave out: there is no block around it.
pub(super) fn skipped_alone(skip: Option<&Ident>) -> syn::Result<()> {
    let Some(key) = skip else { return Ok(()) };
    let message = "`skip` leaves one function of a tracked `impl` block or module out, and this one is tracked by \
                   itself: remove the attribute";
    Err(Error::new_spanned(key, message))
}

/// What can be said of one function only.
pub(super) fn of_many(key: &Ident) -> Error {
    let message =
        format!("`{key}` is about one function: write it on the function, `#[track_metrics({key} …)]`");
    Error::new_spanned(key, message)
}

/// A trait of which only the implementations can be tracked.
pub(super) fn without_functions(item: &TokenStream) -> syn::Result<()> {
    let Ok(Item::Trait(item)) = syn::parse2(item.clone()) else { return Ok(()) };
    let message =
        "no function of this trait has a body to be tracked: put `#[track_metrics]` on the implementations";
    Err(Error::new_spanned(item.ident, message))
}

pub(super) fn without_body(signature: &Signature, input: ParseStream<'_>) -> syn::Result<()> {
    if !input.is_empty() && !input.peek(Token![;]) {
        return Ok(());
    }
    let message = "this function has no body to be tracked: put `#[track_metrics]` on its implementations (for a \
                   foreign function: on one that calls it), or give it a default body";
    Err(Error::new_spanned(&signature.ident, message))
}

/// What only an async function has.
pub(super) fn without_polls(key: Option<&Ident>) -> syn::Result<()> {
    let Some(key) = key else { return Ok(()) };
    let message =
        format!("`{key}` is the time inside of polls, and only an async function is polled: remove it");
    Err(Error::new_spanned(key, message))
}

/// What is about a value, where there is none.
pub(super) fn without_value(key: Option<&Ident>) -> syn::Result<()> {
    let Some(key) = key else { return Ok(()) };
    let message = format!("`{key}` is about what the function returns, and this one never does: remove it");
    Err(Error::new_spanned(key, message))
}

/// Buckets of one function only, where they are shared or not ours.
pub(super) fn shared_buckets(arguments: &Arguments) -> syn::Result<()> {
    let Arguments { name, prefix, buckets, slo, duration, .. } = arguments;
    let Some(key) = buckets.key().or(slo.key()) else { return Ok(()) };
    let message = if duration.is_set() {
        format!("the duration is recorded in a metric of yours, whose field says its buckets: remove `{key}`")
    } else if buckets.is_set() && !name.is_set() && !prefix.is_set() {
        "all tracked functions share the buckets of `function_duration_seconds`: give this one families of its own, \
         such as `name = \"checkout\"`"
            .to_owned()
    } else {
        return Ok(());
    };
    Err(Error::new_spanned(key, message))
}

/// Exemplars of metrics that are not ours.
pub(super) fn exemplars_elsewhere(arguments: &Arguments) -> syn::Result<()> {
    let Arguments { exemplars, calls, duration, error, .. } = arguments;
    let Some(key) = exemplars.key().filter(|_| calls.is_set() && duration.is_set() && !error.is_set()) else {
        return Ok(());
    };
    let message = "all that is recorded here is recorded in metrics of yours: make those `WithExemplars<…>`, and remove \
                   `exemplars`";
    Err(Error::new_spanned(key, message))
}

/// `future` where there is none, or where it goes without saying.
pub(super) fn no_future(key: Option<&Ident>, signature: &Signature) -> syn::Result<()> {
    let Some(key) = key else { return Ok(()) };
    if signature.asyncness.is_some() {
        return Err(Error::new_spanned(
            key,
            "an `async fn` is tracked as its future anyway: remove `future`",
        ));
    }
    if types::returned_future(signature).is_none() && types::is_never_a_result(&signature.output) {
        let message = "this function returns no future that could be tracked: remove `future`, or return \
                       `impl Future<Output = …>` or `Pin<Box<dyn Future<Output = …>>>`";
        return Err(Error::new_spanned(key, message));
    }
    Ok(())
}
