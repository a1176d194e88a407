//! `#[track_metrics]`.
//!
//! | file | |
//! |---|---|
//! | [`arguments`] | what the attribute says |
//! | [`block`] | an `impl` block or a module, whose functions are tracked one by one |
//! | [`details`] | what is recorded beyond calls and their duration |
//! | [`outcome`] | how a call ended, from the value that it returned |
//! | [`objective`] | the value of `slo` |
//! | [`function`] | the function: its signature understood, its body left alone |
//! | [`exits`] | the `return`s of a body that cannot go into a closure |
//! | [`label_rules`] | what holds for the labels of a function together |
//! | [`refusal`] | what is no function, or none that can be tracked |
//! | [`neighbours`] | the other attributes of the function |
//! | [`types`] | what a type says without being looked up |
//! | [`parameters`] | how parameters get into a closure or a future |
//! | [`shape`] | how a body is surrounded |
//! | [`expand`] | the code around the body |
//! | [`as_written`] | the function for those who do not run it |

mod arguments;
mod as_written;
mod block;
mod details;
mod exits;
mod expand;
mod function;
mod label_rules;
mod neighbours;
mod objective;
mod outcome;
mod parameters;
mod refusal;
mod shape;
mod types;

use metrics_derive_syntax::Errors;
use proc_macro2::TokenStream;
use quote::quote;

use arguments::Arguments;
use block::Versions;
use expand::Surroundings;
use function::Function;

/// The tracked function; or, with mistakes, the item as it is and what is wrong with it.
pub(crate) fn attribute(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let versions = block::block(&item, &arguments, &mut errors)
        .unwrap_or_else(|| function(arguments, item, &mut errors));
    match errors.finish(versions.tracked) {
        Ok(tracked) => tracked,
        Err(error) => {
            let (plain, error) = (versions.plain, error.to_compile_error());
            quote! { #plain #error }
        }
    }
}

fn function(arguments: TokenStream, item: TokenStream, errors: &mut Errors) -> Versions {
    let arguments = Arguments::read(arguments, errors);
    errors.keep(refusal::skipped_alone(arguments.skip.key()));
    let function = errors.keep(syn::parse2::<Function>(item.clone()));
    let Some(function) = function else { return Versions { plain: item, ..Versions::default() } };
    errors.keep(refusal::constant(&function.signature));
    let tracked = expand::tracked(function, &arguments, &Surroundings::default(), errors);
    Versions { plain: item, tracked, has_functions: true }
}

#[cfg(test)]
mod tests;
