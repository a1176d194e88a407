//! Expansions, to be read: `src/expected/<name>.in.rs` expands to `src/expected/<name>.out.rs`.
//!
//! `BLESS=1 cargo test -p metrics-attr` writes the latter anew.

use std::path::Path;
use std::{env, fs};

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, File, Item, Meta};

/// Compares the expansion of a file with what is expected.
#[track_caller]
pub(crate) fn expands(name: &str, attribute: &str, expand: fn(TokenStream, TokenStream) -> TokenStream) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/expected");
    let (input, output) = (folder.join(format!("{name}.in.rs")), folder.join(format!("{name}.out.rs")));
    let source = syn::parse_file(&fs::read_to_string(input).unwrap()).unwrap();
    let expanded: TokenStream =
        source.items.into_iter().map(|item| expanded(item, attribute, expand)).collect();
    let actual = prettyplease::unparse(&syn::parse2::<File>(expanded).unwrap());
    if env::var_os("BLESS").is_some() {
        fs::write(output, actual).unwrap();
    } else {
        assert_eq!(
            fs::read_to_string(output).unwrap(),
            actual,
            "BLESS=1 accepts the new expansion of {name}"
        );
    }
}

fn expanded(mut item: Item, name: &str, expand: fn(TokenStream, TokenStream) -> TokenStream) -> TokenStream {
    let attributes = match &mut item {
        Item::Fn(function) => &mut function.attrs,
        Item::Impl(block) => &mut block.attrs,
        Item::Mod(module) => &mut module.attrs,
        Item::Static(item) => &mut item.attrs,
        _ => return item.to_token_stream(),
    };
    let ours = attributes.iter().position(|attribute| attribute.path().is_ident(name));
    let Some(ours) = ours.map(|position| attributes.remove(position)) else { return item.to_token_stream() };
    expand(arguments(&ours), item.to_token_stream())
}

fn arguments(attribute: &Attribute) -> TokenStream {
    match &attribute.meta {
        Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    }
}
