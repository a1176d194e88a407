//! The function: its signature understood, its body left alone.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Block, Signature, Token, Visibility};

use super::{exits, refusal};

/// A function with a body.
pub(super) struct Function {
    pub(super) attributes: Vec<Attribute>,
    pub(super) visibility: Visibility,
    pub(super) default: Option<Token![default]>,
    pub(super) signature: Signature,
    pub(super) body: Body,
}

/// What is between the braces of a function, passed on as it is: it may be half-typed, and its braces say which edition's
/// rules hold in it.
pub(super) struct Body {
    /// `#![…]` at the start of the body, which is no place for them once something surrounds it.
    inner_attributes: TokenStream,
    /// The braces and what is in them.
    block: TokenTree,
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        refusal::tracked_twice(&attributes)?;
        Self::after(attributes, input)
    }
}

impl Function {
    /// The function that follows its attributes.
    pub(super) fn after(attributes: Vec<Attribute>, input: ParseStream<'_>) -> syn::Result<Self> {
        let visibility = input.parse()?;
        refusal::not_a_function(input)?;
        let default = input.parse()?;
        let signature = input.parse()?;
        refusal::without_body(&signature, input)?;
        Ok(Self { attributes, visibility, default, signature, body: Body::new(input.parse()?) })
    }
}

impl Function {
    /// The function with other statements in its body.
    pub(super) fn with_body(&self, statements: TokenStream) -> TokenStream {
        let Self { attributes, visibility, default, signature, body } = self;
        let body = body.replaced(statements);
        quote! { #(#attributes)* #visibility #default #signature #body }
    }
}

/// As it was written.
impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { attributes, visibility, default, signature, body: Body { inner_attributes, block } } =
            self;
        tokens.extend(quote! { #(#attributes)* #visibility #default #signature });
        let TokenTree::Group(braces) = block else { return block.to_tokens(tokens) };
        let mut whole =
            Group::new(Delimiter::Brace, [inner_attributes.clone(), braces.stream()].into_iter().collect());
        whole.set_span(braces.span());
        whole.to_tokens(tokens);
    }
}

impl Body {
    fn new(block: TokenTree) -> Self {
        let (inner_attributes, block) = match without_invisible_brackets(block) {
            TokenTree::Group(braces) if starts_with_attribute(&braces) => without_attributes(&braces),
            block => (TokenStream::new(), block),
        };
        Self { inner_attributes, block }
    }

    /// The body as the last expression of other braces.
    ///
    /// With an attribute, whichever: without, the compiler finds braces on one line unnecessary. In the arm of a `match`, it
    /// would not see what a closure in the body is from `impl Fn(…)`; and with a label, show a body without a value as a
    /// mistake of ours.
    pub(super) fn last(&self) -> TokenStream {
        let block = &self.block;
        quote_spanned! {Span::mixed_site()=> #[allow(clippy::missing_const_for_fn)] #block }
    }

    /// The body of the function from now on, shown where the user's is.
    fn replaced(&self, statements: TokenStream) -> Group {
        let attributes = self.inner_attributes.clone();
        let mut braces = Group::new(Delimiter::Brace, attributes.into_iter().chain(statements).collect());
        braces.set_span(self.span());
        braces
    }

    /// The body as an expression that has each of its values, also those of its `return`s; and what `?` returns shown to
    /// the call, if `tries` says so.
    pub(super) fn labelled(&self, tries: bool) -> TokenStream {
        // Half-typed, or too new for us to read: not seen.
        let unseen = || exits::labelled(&self.block.to_token_stream());
        exits::redirected(&self.block, tries).unwrap_or_else(unseen)
    }

    /// Whether it is no block of statements yet.
    pub(super) fn is_half_typed(&self) -> bool {
        syn::parse2::<Block>(self.block.to_token_stream()).is_err()
    }

    /// Where it is.
    pub(super) fn span(&self) -> Span {
        self.block.span()
    }

    /// Whether it says a name somewhere, also inside of a macro.
    pub(super) fn mentions(&self, name: &impl ToString) -> bool {
        mentions(self.block.to_token_stream(), &name.to_string())
    }
}

/// Whether a name or keyword is somewhere in the tokens, also in a string that `format!` and its like may look into.
pub(super) fn mentions(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => mentions(group.stream(), name),
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Literal(literal) => literal.to_string().contains(name),
        TokenTree::Punct(_) => false,
    })
}

/// What a macro by example hands on as `$body:block` is in brackets that nobody sees.
fn without_invisible_brackets(block: TokenTree) -> TokenTree {
    match &block {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            let mut inner = group.stream().into_iter();
            match (inner.next(), inner.next()) {
                (Some(only), None) => without_invisible_brackets(only),
                _ => block,
            }
        }
        _ => block,
    }
}

fn starts_with_attribute(braces: &Group) -> bool {
    let mut tokens = braces.stream().into_iter();
    let mut next_is =
        |character| matches!(tokens.next(), Some(TokenTree::Punct(punct)) if punct.as_char() == character);
    braces.delimiter() == Delimiter::Brace && next_is('#') && next_is('!')
}

/// Splits the leading `#![…]` from the rest of the body.
fn without_attributes(braces: &Group) -> (TokenStream, TokenTree) {
    let tokens: Vec<TokenTree> = braces.stream().into_iter().collect();
    let mut rest = tokens.as_slice();
    while let [TokenTree::Punct(pound), TokenTree::Punct(bang), TokenTree::Group(_), after @ ..] = rest {
        if pound.as_char() != '#' || bang.as_char() != '!' {
            break;
        }
        rest = after;
    }
    let attributes = &tokens[..tokens.len() - rest.len()];
    let mut block = Group::new(Delimiter::Brace, quote! { #(#rest)* });
    block.set_span(braces.span());
    (quote! { #(#attributes)* }, block.into())
}
