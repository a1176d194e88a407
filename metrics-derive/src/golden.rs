//! Expansions, to be read as Rust: `src/expected/<name>.in.rs` becomes `src/expected/<name>.out.rs`.
//!
//! `BLESS=1 cargo test -p metrics-derive` rewrites the latter; read the difference.

use std::path::Path;
use std::{env, fs};

use proc_macro2::{TokenStream, TokenTree};
use syn::{DeriveInput, LitStr};

/// Compares the expansion of `name` with what is expected of it.
#[track_caller]
pub(crate) fn expands(name: &str, derive: fn(&DeriveInput) -> TokenStream) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/expected");
    let input = fs::read_to_string(folder.join(name).with_extension("in.rs")).expect("an input");
    let input: DeriveInput = syn::parse_str(&input).expect("an item");
    let expansion = syn::parse2(derive(&input)).expect("the expansion consists of items");
    let expansion = prettyplease::unparse(&expansion);

    let expected = folder.join(name).with_extension("out.rs");
    if env::var_os("BLESS").is_some() {
        fs::write(expected, expansion).expect("the expansion is written");
        return;
    }
    let expected = fs::read_to_string(expected).expect("an expected expansion: run with BLESS=1");
    assert!(expansion == expected, "{name} expands differently, BLESS=1 accepts it:\n{expansion}");
}

/// The messages of all `compile_error!`s in an expansion.
pub(crate) fn mistakes(expansion: TokenStream) -> Vec<String> {
    let (mut messages, mut after_name) = (Vec::new(), false);
    for token in expansion {
        match token {
            TokenTree::Ident(ident) => after_name = ident == "compile_error",
            TokenTree::Group(group) if after_name => {
                let message = syn::parse2::<LitStr>(group.stream()).expect("a message");
                messages.push(message.value());
            }
            TokenTree::Group(group) => messages.extend(mistakes(group.stream())),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    messages
}
