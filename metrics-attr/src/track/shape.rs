//! How a body is surrounded.

use proc_macro2::TokenStream;

use super::arguments::Arguments;
use super::function::Function;
use super::neighbours::Neighbours;
use super::types::ReturnedFuture;
use super::{details, parameters, types};

/// How a body is surrounded.
pub(super) enum Shape {
    /// By nothing: a value that cannot be an error is of no interest.
    Guard,
    /// By a closure, to look at the value that it returns.
    Closure,
    /// By a label, which each `return` goes to: a closure would hide the caller from the body.
    Labelled(TokenStream),
    /// By a future; the function is what the compiler would make of an `async fn`, one layer thinner.
    Future,
    /// By a closure or a label, and the future that it returns by another one.
    ReturnsFuture(ReturnedFuture, Option<TokenStream>),
    /// By a future inside of the user's own: the `async fn` has to stay one.
    Nested,
}

impl Shape {
    pub(super) fn of(function: &Function, neighbours: Neighbours, arguments: &Arguments) -> Self {
        let signature = &function.signature;
        let Neighbours { macros, must_use, track_caller } = neighbours;
        let returned = types::returned_future(signature);
        // Where only the user knows that it is one, it is boxed: an alias, such as `BoxFuture`.
        let named = arguments.future.is_set().then(|| ReturnedFuture::Boxed(TokenStream::new()));
        if let Some(returned) = returned.or(named) {
            return Self::ReturnsFuture(returned, track_caller.then(|| function.body.labelled(false)));
        }
        match signature.asyncness {
            Some(_) if macros || must_use || track_caller => Self::Nested,
            // The metrics of the call are somewhere in its arguments, which have to be there until it ends.
            Some(_) if details::has_metrics_of_call(signature, arguments) => Self::Nested,
            // What a pattern binds is there once the function runs, and no sooner.
            Some(_) if parameters::patterns_in_use(signature, arguments) => Self::Nested,
            Some(_) => Self::Future,
            None if arguments.about_values().is_none() && types::is_never_a_result(&signature.output) => {
                Self::Guard
            }
            None if track_caller => {
                Self::Labelled(function.body.labelled(arguments.about_values().is_some()))
            }
            None => Self::Closure,
        }
    }
}
