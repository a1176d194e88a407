//! `#[track_metrics]`.
//!
//! | file | |
//! |---|---|
//! | [`arguments`] | what the attribute says |
//! | [`function`] | the function: its signature understood, its body left alone |
//! | [`refusal`] | what is no function, or none that can be tracked |
//! | [`neighbours`] | the other attributes of the function |
//! | [`types`] | what a type says without being looked up |
//! | [`parameters`] | how parameters get into a closure or a future |
//! | [`expand`] | the code around the body |

mod arguments;
mod expand;
mod function;
mod neighbours;
mod parameters;
mod refusal;
mod types;

use metrics_derive_syntax::Errors;
use proc_macro2::TokenStream;
use quote::quote;

use arguments::Arguments;
use function::Function;

/// The tracked function; or, with mistakes, the item as it is and what is wrong with it.
pub(crate) fn attribute(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let arguments = Arguments::read(arguments, &mut errors);
    let function = errors.keep(syn::parse2::<Function>(item.clone()));
    match errors.finish(function) {
        Ok(Some(function)) => expand::tracked(function, &arguments),
        Ok(None) => item,
        Err(error) => {
            let error = error.to_compile_error();
            quote! { #item #error }
        }
    }
}

#[cfg(test)]
mod tests;
