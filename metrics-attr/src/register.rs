//! `#[register]`: the `static` as it is, and a line that the linker collects.

use metrics_derive_syntax::{CratePath, Errors, Key, Keys, Once};
use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Attribute, Error, Ident, Token, Type, Visibility};

const KEYS: Keys<Once<CratePath>> = Keys {
    attribute: "`#[register]`",
    known: &[Key {
        name: "crate",
        usage: "crate = ::facade::metrics_core",
        read: |path, entry| path.set(&entry.key, entry.value()?),
    }],
    elsewhere: &[
        ("prefix", "it belongs to the set, `#[metrics(prefix = \"…\")]`"),
        ("name", "a set has a prefix, `#[metrics(prefix = \"…\")]`, and its fields have names"),
    ],
};

const USAGE: &str = "`#[register]` goes on a `static` metric set: \
     `#[register] pub static SHOP: ShopMetrics = ShopMetrics::new();`";

pub(crate) fn attribute(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut core = Once::default();
    let mut errors = Errors::default();
    KEYS.read_arguments(arguments, &mut core, &mut errors);
    let set = errors.keep(syn::parse2::<Static>(item.clone()));
    let registration = errors.finish(set).map_or_else(
        |error| error.to_compile_error(),
        |set| set.map(|set| set.registration(&core.into_value().unwrap_or_default())).unwrap_or_default(),
    );
    item.into_iter().chain(registration).collect()
}

/// What there is to know of the `static`.
struct Static {
    /// `#[cfg(…)]`: what is not there is not registered.
    conditions: Vec<Attribute>,
    name: Ident,
    ty: Type,
}

impl Static {
    fn registration(&self, core: &CratePath) -> TokenStream {
        let Self { conditions, name, ty } = self;
        // An error about the type of the set is shown at the type.
        let span = Span::mixed_site().located_at(ty.span());
        let core = core.at(span);
        quote_spanned! {span=>
            #(#conditions)*
            const _: () = {
                #core::__private::submit! { #core::__private::LinkTime::set(&#name) }
            };
        }
    }
}

impl Parse for Static {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        if !input.peek(Token![static]) {
            return Err(input.error(USAGE));
        }
        input.parse::<Token![static]>()?;
        if let Some(mutable) = input.parse::<Option<Token![mut]>>()? {
            let message = "a `static mut` cannot be shared with the registry: remove `mut`, metrics record \
                           through `&self`";
            return Err(Error::new_spanned(mutable, message));
        }
        let name = input.parse()?;
        input.parse::<Token![:]>()?;
        let ty = input.parse()?;
        // The value is the compiler's business.
        input.parse::<TokenStream>()?;
        let conditions = attributes.into_iter().filter(|each| each.path().is_ident("cfg")).collect();
        Ok(Self { conditions, name, ty })
    }
}

#[cfg(test)]
mod tests {
    use super::attribute;
    use crate::expected::expands;
    use proc_macro2::TokenStream;
    use quote::quote;

    #[test]
    fn the_static_stays_as_it_is() {
        expands("register", "register", attribute);
    }

    fn refused(arguments: TokenStream, item: &TokenStream, message: &str) {
        let output = attribute(arguments, item.clone()).to_string();
        assert!(output.starts_with(&item.to_string()), "the item stays: {output}");
        assert!(output.contains("compile_error"), "{output}");
        assert!(output.contains(message), "{output}");
    }

    #[test]
    fn only_a_static_is_registered() {
        let message = "goes on a `static` metric set";
        refused(quote!(), &quote! { struct Shop; }, message);
        refused(quote!(), &quote! { const SHOP: Shop = Shop::new(); }, message);
        refused(quote!(), &quote! { fn shop() {} }, message);
    }

    #[test]
    fn a_mutable_static_is_refused() {
        refused(quote!(), &quote! { static mut SHOP: Shop = Shop::new(); }, "remove `mut`");
    }

    #[test]
    fn arguments_other_than_the_crate_are_refused() {
        let item = quote! { static SHOP: Shop = Shop::new(); };
        refused(quote!(global), &item, "`global` is no key of `#[register]`");
        refused(quote!(prefix = "shop"), &item, "it belongs to the set");
        refused(quote!(crate = self::core), &item, "write an absolute one");
        refused(quote!(crate = ::core, crate = ::core), &item, "given twice");
    }

    #[test]
    fn every_mistake_is_reported() {
        let output = attribute(
            quote!(global, prefix = 1),
            quote!(
                struct Shop;
            ),
        )
        .to_string();
        assert_eq!(output.matches("compile_error").count(), 3, "{output}");
    }
}
