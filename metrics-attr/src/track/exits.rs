//! The `return`s of a body, redirected to a label around it.
//!
//! For functions whose value has to be seen, and whose body cannot go into a closure. `return` and `break 'label` have
//! the same grammar, so only this one word is changed, and nothing else of the body.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, Expr, ExprAsync, ExprClosure, ExprReturn, Item, Macro, Token};

/// The block with a label, and each `return` of the function's going there; nothing if it is half-typed.
///
/// A `return` in a macro is found if what the macro is given reads like arguments of a function. One that the macro
/// itself writes is not, and neither is `?`.
pub(super) fn redirected(block: &TokenTree) -> Option<TokenStream> {
    let parsed: Block = syn::parse2(block.to_token_stream()).ok()?;
    let mut returns = Returns::default();
    returns.visit_block(&parsed);
    if returns.seen != count(&block.to_token_stream()) {
        return None;
    }
    let mut rest = returns.own.into_iter().peekable();
    let body = replaced(block.to_token_stream(), &mut 0, &mut |number| rest.next_if_eq(&number).is_some());
    Some(quote_spanned! {Span::mixed_site()=> '__body: #body })
}

/// The `return`s of a body, numbered in their order.
#[derive(Default)]
struct Returns {
    seen: usize,
    /// Those that leave the function, and not something inside of it.
    own: Vec<usize>,
}

impl Returns {
    fn pass(&mut self, other: &impl ToTokens) {
        self.seen += count(&other.to_token_stream());
    }
}

impl<'a> Visit<'a> for Returns {
    fn visit_expr_return(&mut self, found: &'a ExprReturn) {
        self.own.push(self.seen);
        self.seen += 1;
        visit::visit_expr_return(self, found);
    }

    fn visit_macro(&mut self, call: &'a Macro) {
        match call.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated) {
            Ok(arguments) => {
                let mut inner = Returns { seen: self.seen, own: Vec::new() };
                arguments.iter().for_each(|argument| inner.visit_expr(argument));
                self.own.append(&mut inner.own);
                self.seen = inner.seen;
            }
            Err(_) => self.pass(&call.tokens),
        }
    }

    fn visit_expr_closure(&mut self, closure: &'a ExprClosure) {
        self.pass(closure);
    }

    fn visit_expr_async(&mut self, block: &'a ExprAsync) {
        self.pass(block);
    }

    fn visit_item(&mut self, item: &'a Item) {
        self.pass(item);
    }

    fn visit_attribute(&mut self, attribute: &'a Attribute) {
        self.pass(attribute);
    }
}

fn is_return(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(word) if word == "return")
}

fn count(tokens: &TokenStream) -> usize {
    let counts = tokens.clone().into_iter().map(|token| match &token {
        TokenTree::Group(group) => count(&group.stream()),
        token => is_return(token).into(),
    });
    counts.sum()
}

fn replaced(tokens: TokenStream, number: &mut usize, is_own: &mut impl FnMut(usize) -> bool) -> TokenStream {
    let changed = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => {
            let mut changed = Group::new(group.delimiter(), replaced(group.stream(), number, is_own));
            changed.set_span(group.span());
            TokenTree::from(changed).into()
        }
        token if is_return(&token) => {
            *number += 1;
            if is_own(*number - 1) { to_label(token.span()) } else { token.into() }
        }
        token => token.into(),
    });
    changed.collect()
}

fn to_label(place: Span) -> TokenStream {
    let keyword = Ident::new("break", place);
    quote_spanned! {Span::mixed_site().located_at(place)=> #keyword '__body }
}

#[cfg(test)]
mod tests {
    use super::redirected;
    use proc_macro2::{TokenStream, TokenTree};
    use quote::quote;

    fn check(body: TokenStream, expected: &TokenStream) {
        let Some(TokenTree::Group(block)) = body.into_iter().next() else { panic!("no block") };
        let redirected = redirected(&block.into()).map(|tokens| tokens.to_string());
        assert_eq!(redirected.unwrap(), expected.to_string());
    }

    #[test]
    fn those_of_the_function_are_redirected() {
        check(
            quote! {{ if a { return Err(return); } let Some(b) = c else { return d }; matches!(return e, f) }},
            &quote! { '__body: {
                if a { break '__body Err(break '__body); }
                let Some(b) = c else { break '__body d };
                matches!(break '__body e, f)
            } },
        );
    }

    #[test]
    fn those_of_something_in_it_are_not() {
        let inner = quote! {
            fn inner() -> u8 { return 1 }
            let closure = |a| return a;
            let future = async { return 1 };
            macro_with_a_grammar!(a => return b);
        };
        check(quote! {{ #inner return c }}, &quote! { '__body: { #inner break '__body c } });
    }
}
