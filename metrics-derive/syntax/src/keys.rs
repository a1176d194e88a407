//! The keys of an attribute: `key`, `key = value`, `key(…)`, separated by commas.
//!
//! Each attribute has one table of its keys. The table is all there is to say about the attribute: from it come the
//! parsing, and the message for a key that is unknown, misspelt, malformed or at home elsewhere.

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseBuffer, ParseStream, Parser};
use syn::{Attribute, Error, Expr, Ident, LitStr, Meta, Token, parenthesized, token};

use crate::nearest::nearest;
use crate::{Errors, string_literal};

/// The keys that an attribute knows in one place.
pub struct Keys<T: 'static> {
    /// The attribute, as messages call it: `#[metric(…)]`.
    pub attribute: &'static str,
    /// Its keys, in the order in which messages list them.
    pub known: &'static [Key<T>],
    /// Keys that are at home elsewhere, and where.
    pub elsewhere: &'static [(&'static str, &'static str)],
}

/// A key that an attribute knows.
pub struct Key<T> {
    /// The key itself.
    pub name: &'static str,
    /// How it is written, by example: `unit = "bytes"`.
    pub usage: &'static str,
    /// Reads what follows the key.
    pub read: fn(&mut T, &Entry<'_>) -> syn::Result<()>,
}

/// A key as the user wrote it, and what follows.
pub struct Entry<'a> {
    /// The key.
    pub key: Ident,
    usage: &'static str,
    input: ParseStream<'a>,
}

impl<T> Keys<T> {
    /// Reads one attribute of an item into `facts`.
    pub fn read(&self, attribute: &Attribute, facts: &mut T, errors: &mut Errors) {
        let Meta::List(list) = &attribute.meta else {
            let message =
                format!("expected {} with at least one of the keys {}", self.attribute, self.listed());
            return errors.push(Error::new_spanned(&attribute.meta, message));
        };
        self.collect(|parser| list.parse_args_with(parser), facts, errors);
    }

    /// Reads the arguments of an attribute macro into `facts`.
    pub fn read_arguments(&self, arguments: TokenStream, facts: &mut T, errors: &mut Errors) {
        self.collect(|parser| parser.parse2(arguments), facts, errors);
    }

    /// Reads the keys in a list that is nested in another one.
    ///
    /// # Errors
    ///
    /// All mistakes in it.
    pub fn read_nested(&self, list: ParseStream<'_>, facts: &mut T) -> syn::Result<()> {
        let mut errors = Errors::default();
        self.read_all(list, facts, &mut errors);
        errors.finish(())
    }

    fn collect(
        &self,
        parse: impl FnOnce(&mut dyn FnMut(ParseStream<'_>) -> syn::Result<()>) -> syn::Result<()>,
        facts: &mut T,
        errors: &mut Errors,
    ) {
        let mut found = Errors::default();
        let outcome = parse(&mut |input: ParseStream<'_>| {
            self.read_all(input, facts, &mut found);
            Ok(())
        });
        // After a mistake, what was left unread in its brackets is no news.
        if found.is_empty() {
            found.keep(outcome);
        }
        errors.append(found);
    }

    fn read_all(&self, input: ParseStream<'_>, facts: &mut T, errors: &mut Errors) {
        while !input.is_empty() {
            if errors.keep(self.read_one(input, facts)).is_none() {
                skip_to_comma(input);
            }
            if input.parse::<Option<Token![,]>>().is_err() {
                return;
            }
        }
    }

    fn read_one(&self, input: ParseStream<'_>, facts: &mut T) -> syn::Result<()> {
        let key = input.call(Ident::parse_any).map_err(|error| {
            Error::new(error.span(), format!("expected one of the keys {}", self.listed()))
        })?;
        let known = self.known.iter().find(|known| key == known.name).ok_or_else(|| self.unknown(&key))?;
        (known.read)(facts, &Entry { key, usage: known.usage, input })?;
        if input.is_empty() || input.peek(Token![,]) {
            return Ok(());
        }
        Err(input.error(format!("expected a comma or the end: write `{}`", known.usage)))
    }

    fn unknown(&self, key: &Ident) -> Error {
        let name = key.unraw().to_string();
        if let Some((_, place)) = self.elsewhere.iter().find(|(elsewhere, _)| name == *elsewhere) {
            return Error::new_spanned(key, format!("`{name}` is no key of {}: {place}", self.attribute));
        }
        let hint = nearest(&name, self.known.iter().map(|known| known.name));
        let hint = hint.map(|name| format!(", did you mean `{name}`?")).unwrap_or_default();
        let message = format!("`{name}` is no key of {}{hint} (its keys: {})", self.attribute, self.listed());
        Error::new_spanned(key, message)
    }

    fn listed(&self) -> String {
        let names: Vec<_> = self.known.iter().map(|known| format!("`{}`", known.name)).collect();
        names.join(", ")
    }
}

impl Entry<'_> {
    /// How the key is written, by example.
    pub fn usage(&self) -> &'static str {
        self.usage
    }

    /// The value of `key = value`.
    ///
    /// # Errors
    ///
    /// If there is none, or it is malformed.
    pub fn value<V: Parse>(&self) -> syn::Result<V> {
        self.expect(self.input.peek(Token![=]))?;
        self.input.parse::<Token![=]>()?;
        self.expect(!self.at_end())?;
        self.input.parse()
    }

    /// The string of `key = "…"`, where the macro itself has to know it.
    ///
    /// # Errors
    ///
    /// If there is none, or it is something else.
    pub fn literal(&self) -> syn::Result<LitStr> {
        let value: Expr = self.value()?;
        string_literal(&value).cloned().ok_or_else(|| {
            Error::new_spanned(&value, format!("expected a string in quotes: write `{}`", self.usage))
        })
    }

    /// The value of `key = value`, or `None` for `key`.
    ///
    /// # Errors
    ///
    /// If it is malformed.
    pub fn optional_value<V: Parse>(&self) -> syn::Result<Option<V>> {
        if self.at_end() { Ok(None) } else { self.value().map(Some) }
    }

    /// Nothing: the key stands alone.
    ///
    /// # Errors
    ///
    /// If something follows.
    pub fn flag(&self) -> syn::Result<()> {
        self.expect(self.at_end())
    }

    /// What is in the brackets of `key(…)`.
    ///
    /// # Errors
    ///
    /// If there are none.
    pub fn list(&self) -> syn::Result<ParseBuffer<'_>> {
        self.expect(self.input.peek(token::Paren))?;
        let content;
        parenthesized!(content in self.input);
        Ok(content)
    }

    /// What is in the brackets of `key(…)`, or `None` for `key`.
    ///
    /// # Errors
    ///
    /// If something else follows.
    pub fn optional_list(&self) -> syn::Result<Option<ParseBuffer<'_>>> {
        if self.at_end() { Ok(None) } else { self.list().map(Some) }
    }

    fn at_end(&self) -> bool {
        self.input.is_empty() || self.input.peek(Token![,])
    }

    /// If the form is wrong: shows it at what is there instead, or at the key if nothing is.
    fn expect(&self, as_it_should_be: bool) -> syn::Result<()> {
        let span = if self.at_end() { self.key.span() } else { self.input.span() };
        let message = format!("`{}` takes another form: write `{}`", self.key, self.usage);
        if as_it_should_be { Ok(()) } else { Err(Error::new(span, message)) }
    }
}

fn skip_to_comma(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) && input.parse::<TokenTree>().is_ok() {}
}

#[cfg(test)]
mod tests;
