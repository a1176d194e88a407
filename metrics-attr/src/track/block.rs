//! An `impl` block, a trait or an inline module: each function in it is tracked.
//!
//! Read only as far as needed to tell functions from everything else, so that what is half-typed stays as it is.

use metrics_derive_syntax::{Errors, Once};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Ident, Item, Meta, Token, Type, Visibility};

use super::arguments::Arguments;
use super::expand::{self, Surroundings};
use super::function::Function;
use super::neighbours::Neighbours;
use super::{refusal, types};

/// A part of a program twice: without what it says to us, and with its functions tracked.
#[derive(Default)]
pub(super) struct Versions {
    pub(super) plain: TokenStream,
    pub(super) tracked: TokenStream,
    /// Whether there is a function in it.
    pub(super) has_functions: bool,
}

/// What is around an item.
struct Place<'a> {
    /// What the attributes of the blocks say, the outermost first.
    arguments: &'a [TokenStream],
    surroundings: Surroundings,
}

/// The block that an item is, if it is one.
pub(super) fn block(item: &TokenStream, arguments: &TokenStream, errors: &mut Errors) -> Option<Versions> {
    let starts = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        let starts = is_block(input).then_some(attributes);
        input.parse::<TokenStream>()?;
        Ok(starts)
    };
    let attributes = starts.parse2(item.clone()).unwrap_or_default()?;
    errors.keep(refusal::tracked_twice(&attributes));
    let own = Arguments::read(arguments.clone(), errors);
    own.of_one_function().for_each(|key| errors.push(refusal::of_many(key)));
    let read = |input: ParseStream<'_>| {
        input.call(Attribute::parse_outer)?;
        block_after(&attributes, std::slice::from_ref(arguments), input, errors)
    };
    let versions = read.parse2(item.clone()).and_then(|versions| {
        if versions.has_functions {
            Ok(versions)
        } else {
            refusal::without_functions(item).map(|()| versions)
        }
    });
    Some(errors.keep(versions).unwrap_or_else(|| Versions { plain: item.clone(), ..Versions::default() }))
}

/// `impl … {`, `trait Name … {` or `mod name {`: what follows the attributes.
fn is_block(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    let read = |ahead: ParseStream<'_>| {
        ahead.parse::<Visibility>()?;
        ahead.parse::<Option<Token![default]>>()?;
        ahead.parse::<Option<Token![unsafe]>>()?;
        if ahead.parse::<Option<Token![impl]>>()?.is_some() {
            return Ok(true);
        }
        if ahead.peek(Token![trait]) {
            // An alias has none.
            return Ok(ahead.parse::<TokenStream>()?.into_iter().any(|token| is_braces(&token)));
        }
        ahead.parse::<Token![mod]>()?;
        ahead.parse::<Ident>()?;
        Ok::<_, syn::Error>(ahead.peek(syn::token::Brace))
    };
    read(&ahead).unwrap_or(false)
}

fn block_after(
    attributes: &[Attribute],
    arguments: &[TokenStream],
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<Versions> {
    let (head, braces) = head(input)?;
    let surroundings = Surroundings { owner: owner(&head), neighbours: Neighbours::of(attributes) };
    let place = Place { arguments, surroundings };
    let read = |input: ParseStream<'_>| {
        let mut all = Versions::default();
        while !input.is_empty() {
            let Versions { plain, tracked, has_functions } = place.item(input, errors)?;
            all.plain.extend(plain);
            all.tracked.extend(tracked);
            all.has_functions |= has_functions;
        }
        Ok(all)
    };
    let Versions { plain, tracked, has_functions } = read.parse2(braces.stream())?;
    let whole = |content| {
        let mut whole = Group::new(Delimiter::Brace, content);
        whole.set_span(braces.span());
        quote! { #(#attributes)* #head #whole }
    };
    Ok(Versions { plain: whole(plain), tracked: whole(tracked), has_functions })
}

fn is_braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// Everything before the braces, and the braces. Const generics may have braces of their own, which are not the last.
fn head(input: ParseStream<'_>) -> syn::Result<(TokenStream, Group)> {
    let mut head = TokenStream::new();
    loop {
        match input.parse()? {
            TokenTree::Group(group)
                if group.delimiter() == Delimiter::Brace && is_followed_by_item(input) =>
            {
                return Ok((head, group));
            }
            token => head.extend([token]),
        }
    }
}

/// Whether a block can have ended here: the braces of a const argument are followed by `,` or `>`.
fn is_followed_by_item(input: ParseStream<'_>) -> bool {
    !(input.peek(Token![,]) || input.peek(Token![>]))
}

/// The type that an `impl` block is of, as a reader would call it, or the trait.
fn owner(head: &TokenStream) -> Option<String> {
    match syn::parse2(quote! { #head {} }).ok()? {
        Item::Impl(block) => Some(readable(&block.self_ty)),
        Item::Trait(block) => Some(block.ident.unraw().to_string()),
        _ => None,
    }
}

/// The path of a type without its generics; of another type, what it is around.
fn readable(ty: &Type) -> String {
    match ty {
        Type::Group(group) => readable(&group.elem),
        Type::Paren(paren) => readable(&paren.elem),
        Type::Reference(reference) => readable(&reference.elem),
        Type::Ptr(pointer) => readable(&pointer.elem),
        Type::Slice(slice) => format!("[{}]", readable(&slice.elem)),
        Type::Path(path) => {
            let segments: Vec<_> = path.path.segments.iter().map(|name| name.ident.to_string()).collect();
            segments.join("::")
        }
        other => other.to_token_stream().to_string().replace(" :: ", "::"),
    }
}

impl Place<'_> {
    fn item(&self, input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Versions> {
        let inner = input.call(Attribute::parse_inner)?;
        if !inner.is_empty() {
            let plain = quote! { #(#inner)* };
            return Ok(Versions { tracked: plain.clone(), plain, has_functions: false });
        }
        let mut attributes = input.call(Attribute::parse_outer)?;
        if is_block(input) {
            return self.inner_block(attributes, input, errors);
        }
        let is_function = is_function_with_body(input);
        let ours = Self::taken(&mut attributes, errors);
        if !is_function {
            if ours.is_some() {
                errors.keep(refusal::not_tracked(input));
            }
            return verbatim(&attributes, input);
        }
        let function = Function::after(attributes, input)?;
        let plain = function.to_token_stream();
        let own = read(ours.as_ref(), errors);
        if own.skip.is_set() {
            return Ok(Versions { tracked: plain.clone(), plain, has_functions: true });
        }
        errors.keep(refusal::constant_in_block(&function.signature));
        let is_polled = own.busy.is_set() || types::is_polled(&function.signature);
        let judges = own.about_values().is_some();
        let mut arguments = self.complete(own, &function);
        // What a block says of some of its functions does not hold for the others.
        if !is_polled {
            arguments.busy = Once::default();
        }
        if !judges && types::is_never(&function.signature.output) {
            arguments.leave_values_out();
        }
        let tracked = expand::tracked(function, &arguments, &self.surroundings, errors);
        Ok(Versions { plain, tracked, has_functions: true })
    }

    fn inner_block(
        &self,
        mut attributes: Vec<Attribute>,
        input: ParseStream<'_>,
        errors: &mut Errors,
    ) -> syn::Result<Versions> {
        let ours = Self::taken(&mut attributes, errors);
        let own = read(ours.as_ref(), errors);
        own.of_one_function().for_each(|key| errors.push(refusal::of_many(key)));
        let arguments: Vec<_> = self.arguments.iter().cloned().chain(ours).collect();
        let versions = block_after(&attributes, &arguments, input, errors)?;
        let tracked = if own.skip.is_set() { versions.plain.clone() } else { versions.tracked };
        Ok(Versions { tracked, ..versions })
    }

    /// What an item says to us itself, its attribute taken off: it is done here.
    fn taken(attributes: &mut Vec<Attribute>, errors: &mut Errors) -> Option<TokenStream> {
        let ours = attributes.iter().position(refusal::is_ours)?;
        let ours = attributes.remove(ours);
        errors.keep(refusal::tracked_twice(attributes));
        match ours.meta {
            Meta::List(list) => Some(list.tokens),
            _ => Some(TokenStream::new()),
        }
    }

    /// What a function says and, for the rest, what the blocks around it say. Their mistakes are told already.
    fn complete(&self, own: Arguments, function: &Function) -> Arguments {
        self.arguments.iter().rev().cloned().fold(own, |own, outer| {
            let mut outer = Arguments::read(outer, &mut Errors::default());
            if function.signature.receiver().is_none() {
                outer.leave_self_out();
            }
            own.or(outer)
        })
    }
}

fn read(ours: Option<&TokenStream>, errors: &mut Errors) -> Arguments {
    ours.map(|arguments| Arguments::read(arguments.clone(), errors)).unwrap_or_default()
}

fn is_function_with_body(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    let read = |ahead: ParseStream<'_>| {
        ahead.parse::<Visibility>()?;
        let is_function = refusal::is_function(&ahead.fork())?;
        // The signature of a trait's function, or of a foreign one, ends at once.
        while is_function && !ahead.is_empty() && !ahead.peek(Token![;]) {
            if let TokenTree::Group(group) = ahead.parse()? {
                if group.delimiter() == Delimiter::Brace && is_followed_by_item(ahead) {
                    return Ok::<_, syn::Error>(true);
                }
            }
        }
        Ok(false)
    };
    read(&ahead).unwrap_or(false)
}

/// Any other item. Where it ends matters little, as long as no function is in it: what is left of it is the next one.
fn verbatim(attributes: &[Attribute], input: ParseStream<'_>) -> syn::Result<Versions> {
    let mut plain = quote! { #(#attributes)* };
    let ends_at_braces = !ends_at_semicolon(input);
    while !input.is_empty() {
        let token: TokenTree = input.parse()?;
        plain.extend([token.clone()]);
        let is_end = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            _ => ends_at_braces && is_braces(&token) && is_followed_by_item(input),
        };
        if is_end {
            break;
        }
    }
    Ok(Versions { tracked: plain.clone(), plain, has_functions: false })
}

/// Whether an item may have braces and go on. That is up to its first word: others may have `const` and `'static` in
/// their generics.
fn ends_at_semicolon(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    let read = |ahead: ParseStream<'_>| {
        ahead.parse::<Visibility>()?;
        ahead.parse::<Option<Token![default]>>()?;
        let is = ahead.peek(Token![const]) || ahead.peek(Token![static]);
        Ok::<_, syn::Error>(is || ahead.peek(Token![type]) || ahead.peek(Token![use]))
    };
    read(&ahead).unwrap_or(false)
}
