//! The ways out of a body that cannot go into a closure: `return` goes to a label around it, and what `?` returns is shown
//! to the call first.
//!
//! For functions whose value has to be seen. `return` and `break 'label` have the same grammar, and so have `?` and
//! `.method()?`: only these tokens are changed, and nothing else of the body.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{
    Attribute, Block, Expr, ExprAsync, ExprClosure, ExprReturn, ExprTry, Item, Macro, Token, TraitBound,
};

/// The macros of the standard library that evaluate what they are given where they stand.
const EVALUATING: [&str; 22] = [
    "assert",
    "assert_eq",
    "assert_ne",
    "dbg",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "eprint",
    "eprintln",
    "format",
    "format_args",
    "matches",
    "panic",
    "print",
    "println",
    "todo",
    "unimplemented",
    "unreachable",
    "vec",
    "write",
    "writeln",
    "ready",
];

/// The block with a label, and each `return` of the function's going there, and `?` if `tries` says so; nothing if it is
/// half-typed.
///
/// A `return` in a macro is found if what the macro is given reads like arguments of a function; and `?`, if the macro is
/// known: another one may put it into a closure. What the macro itself writes is not found.
pub(super) fn redirected(block: &TokenTree, tries: bool) -> Option<TokenStream> {
    let parsed: Block = syn::parse2(block.to_token_stream()).ok()?;
    let mut exits = Exits { tries, seen: 0, own: Vec::new() };
    exits.visit_block(&parsed);
    if exits.seen != count(&block.to_token_stream()) {
        return None;
    }
    let mut rest = exits.own.into_iter().peekable();
    let body = replaced(block.to_token_stream(), &mut 0, &mut |number| rest.next_if_eq(&number).is_some());
    Some(labelled(&body))
}

/// A block with the label.
pub(super) fn labelled(block: &TokenStream) -> TokenStream {
    quote_spanned! {Span::mixed_site()=> '__body: #block }
}

/// The `return`s and `?`s of a body, numbered in their order.
struct Exits {
    /// Whether `?` is one.
    tries: bool,
    seen: usize,
    /// Those that leave the function, and not something inside of it.
    own: Vec<usize>,
}

impl Exits {
    fn pass(&mut self, other: &impl ToTokens) {
        self.seen += count(&other.to_token_stream());
    }
}

impl<'a> Visit<'a> for Exits {
    fn visit_expr_return(&mut self, found: &'a ExprReturn) {
        found.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
        self.own.push(self.seen);
        self.seen += 1;
        found.expr.iter().for_each(|value| self.visit_expr(value));
    }

    fn visit_expr_try(&mut self, found: &'a ExprTry) {
        visit::visit_expr_try(self, found);
        if self.tries {
            self.own.push(self.seen);
        }
        self.seen += 1;
    }

    fn visit_macro(&mut self, call: &'a Macro) {
        match call.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated) {
            Ok(arguments) => {
                let tries = self.tries && evaluates(call);
                let mut inner = Self { tries, seen: self.seen, own: Vec::new() };
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

    /// `?Sized`
    fn visit_trait_bound(&mut self, bound: &'a TraitBound) {
        self.pass(bound);
    }
}

fn evaluates(call: &Macro) -> bool {
    call.path.segments.last().is_some_and(|name| EVALUATING.iter().any(|known| name.ident == known))
}

fn is_exit(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(word) => word == "return",
        TokenTree::Punct(punct) => punct.as_char() == '?',
        _ => false,
    }
}

fn count(tokens: &TokenStream) -> usize {
    let counts = tokens.clone().into_iter().map(|token| match &token {
        TokenTree::Group(group) => count(&group.stream()),
        token => is_exit(token).into(),
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
        token if is_exit(&token) => {
            *number += 1;
            if is_own(*number - 1) { seen(&token) } else { token.into() }
        }
        token => token.into(),
    });
    changed.collect()
}

/// The way out, past the call.
fn seen(exit: &TokenTree) -> TokenStream {
    let place = Span::mixed_site().located_at(exit.span());
    if let TokenTree::Ident(word) = exit {
        let keyword = Ident::new("break", word.span());
        return quote_spanned! {place=> #keyword '__body };
    }
    quote_spanned! {place=> .__tracked_try(&mut __call) #exit }
}

#[cfg(test)]
mod tests {
    use super::redirected;
    use proc_macro2::{TokenStream, TokenTree};
    use quote::quote;

    fn check(body: TokenStream, expected: &TokenStream) {
        checked(body, false, expected);
    }

    fn checked(body: TokenStream, tries: bool, expected: &TokenStream) {
        let Some(TokenTree::Group(block)) = body.into_iter().next() else { panic!("no block") };
        let redirected = redirected(&block.into(), tries).map(|tokens| tokens.to_string());
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

    #[test]
    fn what_is_tried_is_seen_where_that_is_asked_for() {
        let seen = quote! { .__tracked_try(&mut __call)? };
        checked(
            quote! {{ let a: &(dyn Any + ?Sized) = b(c?)??.d; return format!("{}", e?); ask!(f?) }},
            true,
            &quote! { '__body: {
                let a: &(dyn Any + ?Sized) = b(c #seen) #seen #seen.d;
                break '__body format!("{}", e #seen);
                ask!(f?)
            } },
        );
        let other = quote! {{
            let closure = |a| a?;
            let future = async { b? };
            macro_rules! maybe { ($(c)?) => { d? } }
            fn inner<T: ?Sized>() -> Option<()> { e? }
        }};
        checked(other.clone(), true, &quote! { '__body: #other });
        let own = quote! {{ a?.b(c?) }};
        check(own.clone(), &quote! { '__body: #own });
    }
}
