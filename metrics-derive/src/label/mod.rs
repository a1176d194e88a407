//! `#[derive(Label)]`: an enum, whose values are known to the compiler, or a struct around values that are not.

mod attr;
mod closed;
mod expand;
mod run_time;
mod shape;
mod stub;

use metrics_derive_syntax::Errors;
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

pub(crate) use self::attr::is_label;
use self::closed::Closed;
pub(crate) use self::closed::Value;
use self::expand::Code;
use self::run_time::RunTime;
use self::shape::Shape;

pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let core = attr::crate_path(&input.attrs);
    let mut errors = Errors::default();
    errors.keep(shape::without_generics(input));
    let Code { implementation, checks } = match errors.keep(Shape::of(input)) {
        Some(Shape::Enum(data)) => expand::closed(&Closed::new(input, data, &mut errors), &core),
        Some(Shape::Newtype(field)) => expand::run_time(&RunTime::new(input, field, &mut errors), &core),
        None => Code::default(),
    };
    match errors.finish(()) {
        Ok(()) => quote! { const _: () = { #implementation #checks }; },
        Err(error) if input.generics.params.is_empty() => {
            let stub = stub::stub(input, &core, &error);
            quote! { #stub const _: () = { #checks }; }
        }
        Err(error) => stub::stub(input, &core, &error),
    }
}

#[cfg(test)]
mod tests;
