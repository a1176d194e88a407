//! The value of `buckets = …`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Error, Expr, ExprCall};

use crate::float::make_float;
use crate::{CratePath, check};

const PRESETS: &[&str] = &["DEFAULT", "HTTP", "DATABASE", "BATCH", "BYTES"];

/// How the parameters of each function are called, and an example.
const FUNCTIONS: &[(&str, &str, &str)] = &[
    ("exponential", "start, factor, count", "exponential(0.001, 2.0, 12)"),
    ("linear", "start, width, count", "linear(0.5, 0.5, 10)"),
    ("exponential_range", "min, max, count", "exponential_range(0.001, 10.0, 12)"),
];

/// The upper bounds of a histogram's buckets.
pub struct Buckets {
    written: Expr,
    bounds: Bounds,
}

enum Bounds {
    /// A list that the runtime has.
    Preset(Ident),
    /// A list that a function of the runtime computes.
    Computed { function: Ident, arguments: Box<[Expr; 3]> },
    /// A list of the user, or a constant.
    Written(Expr),
}

impl Buckets {
    /// The bounds as an expression that becomes a `&'static [f64]` where one is expected.
    pub fn bounds(&self, core: &CratePath) -> TokenStream {
        match &self.bounds {
            Bounds::Preset(name) => {
                let span = generated_at(name.span());
                let core = core.at(span);
                quote_spanned! {span=> #core::buckets::#name }
            }
            Bounds::Computed { function, arguments } => {
                let [first, second, count] = &**arguments;
                let span = generated_at(function.span());
                let (core, function) = (core.at(span), Ident::new(&function.to_string(), span));
                let path = quote_spanned! {span=> #core::__private::buckets::#function };
                let count = const_argument(count);
                let call = quote_spanned! {span=> #path::<#count>(#first, #second) };
                borrowed(function.span(), &call)
            }
            Bounds::Written(expr) => borrowed(expr.span(), &expr),
        }
    }

    /// The rule about the arguments of a function, which makes up bounds where the rule is broken.
    pub fn check(&self, core: &CratePath) -> Option<TokenStream> {
        let Bounds::Computed { function, arguments } = &self.bounds else { return None };
        let [first, second, _] = &**arguments;
        // Not called like the function: a lint about the path would take it for the user's.
        Some(check(core, self, &format!("{function}_arguments"), &quote! { #first, #second }))
    }
}

impl Parse for Buckets {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let written: Expr = input.parse()?;
        let bounds = Bounds::of(&written)?;
        Ok(Self { written, bounds })
    }
}

/// As the user wrote it: the place of a mistake.
impl ToTokens for Buckets {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.written.to_tokens(tokens);
    }
}

impl Bounds {
    fn of(expr: &Expr) -> syn::Result<Self> {
        match expr {
            Expr::Group(group) => Self::of(&group.expr),
            Expr::Reference(reference) => Self::of(&reference.expr),
            Expr::Array(list) => {
                let mut list = list.clone();
                list.elems.iter_mut().for_each(make_float);
                Ok(Self::Written(Expr::Array(list)))
            }
            Expr::Call(call) => Self::of_call(call),
            Expr::Lit(_) => Err(Error::new_spanned(
                expr,
                "expected the upper bounds of the buckets: a list such as `[0.1, 0.5, 1.0]`, \
                 `exponential(start, factor, count)`, or the path of a constant",
            )),
            expr => Ok(match single_ident(expr) {
                Some(name) if PRESETS.iter().any(|preset| name == preset) => Self::Preset(name.clone()),
                _ => Self::Written(expr.clone()),
            }),
        }
    }

    fn of_call(call: &ExprCall) -> syn::Result<Self> {
        let function = single_ident(&call.func);
        let known =
            function.and_then(|name| FUNCTIONS.iter().find(|(known, ..)| name == known).map(|k| (name, k)));
        let Some((function, (name, parameters, example))) = known else {
            return Ok(Self::Written(Expr::Call(call.clone())));
        };
        let mut arguments: Vec<Expr> = call.args.iter().cloned().collect();
        arguments.iter_mut().take(2).for_each(make_float);
        let arguments = <Box<[Expr; 3]>>::try_from(arguments).map_err(|_| {
            Error::new_spanned(call, format!("`{name}` takes ({parameters}), such as `{example}`"))
        })?;
        Ok(Self::Computed { function: function.clone(), arguments })
    }
}

/// `&tokens`. The borrow is ours, but is shown where the user wrote what it is of.
fn borrowed(place: Span, tokens: &impl ToTokens) -> TokenStream {
    quote_spanned! {generated_at(place)=> &#tokens }
}

/// Shown at a place in the user's code, and still no business of the lints that look at it.
fn generated_at(place: Span) -> Span {
    Span::mixed_site().located_at(place)
}

/// The name that an expression consists of.
fn single_ident(expr: &Expr) -> Option<&Ident> {
    match expr {
        Expr::Path(path) => path.path.get_ident(),
        _ => None,
    }
}

/// A constant as a generic argument: only a literal may stand without braces.
fn const_argument(expr: &Expr) -> TokenStream {
    if matches!(expr, Expr::Lit(_)) { quote!(#expr) } else { quote_spanned!(expr.span()=> { #expr }) }
}

#[cfg(test)]
mod tests {
    use super::Buckets;
    use crate::CratePath;
    use proc_macro2::TokenStream;
    use quote::quote;

    fn bounds(tokens: TokenStream) -> String {
        syn::parse2::<Buckets>(tokens).unwrap().bounds(&CratePath::default()).to_string()
    }

    fn mistake(tokens: TokenStream) -> String {
        syn::parse2::<Buckets>(tokens).err().unwrap().to_string()
    }

    #[test]
    fn a_list_is_borrowed() {
        assert_eq!(bounds(quote!([0.1, 1.0])), quote!(&[0.1, 1.0]).to_string());
        assert_eq!(bounds(quote!(&[0.1])), quote!(&[0.1]).to_string());
        assert_eq!(bounds(quote!([])), quote!(&[]).to_string());
    }

    #[test]
    fn integers_become_floats() {
        assert_eq!(
            bounds(quote!([-5, 0, 1_000, 0x10, LIMIT])),
            quote!(&[-5.0, 0.0, 1000.0, 16.0, LIMIT]).to_string()
        );
    }

    #[test]
    fn functions_are_those_of_the_runtime() {
        assert_eq!(
            bounds(quote!(exponential(256, 4.0, 8))),
            quote!(&::metrics_core::__private::buckets::exponential::<8>(256.0, 4.0)).to_string()
        );
        assert_eq!(
            bounds(quote!(linear(0, WIDTH, COUNT + 1))),
            quote!(&::metrics_core::__private::buckets::linear::<{ COUNT + 1 }>(0.0, WIDTH)).to_string()
        );
    }

    #[test]
    fn presets_are_those_of_the_runtime() {
        assert_eq!(bounds(quote!(HTTP)), quote!(::metrics_core::buckets::HTTP).to_string());
    }

    #[test]
    fn everything_else_is_the_users() {
        assert_eq!(bounds(quote!(BOUNDS)), quote!(&BOUNDS).to_string());
        assert_eq!(bounds(quote!(my::HTTP)), quote!(&my::HTTP).to_string());
        assert_eq!(bounds(quote!(<My>::HTTP)), quote!(&<My>::HTTP).to_string());
        assert_eq!(bounds(quote!(my::linear(1, 2))), quote!(&my::linear(1, 2)).to_string());
    }

    #[test]
    fn mistakes_say_what_to_write() {
        assert_eq!(
            mistake(quote!(linear(1, 2))),
            "`linear` takes (start, width, count), such as `linear(0.5, 0.5, 10)`"
        );
        assert!(mistake(quote!(5)).starts_with("expected the upper bounds of the buckets: a list"));
        assert!(mistake(quote!("http")).starts_with("expected the upper bounds of the buckets: a list"));
    }
}
