//! Text as the compiler hands it to a macro.

use std::path::PathBuf;
use std::{env, fs};

use proc_macro2::{TokenStream, TokenTree};

/// Brackets in brackets: the compiler, too, has only so much stack, and syn takes a good piece of it for each.
const DEPTH: usize = 30;

/// The tokens, if the text has any; nothing that is nested too deeply.
pub fn tokens(text: &str) -> Option<TokenStream> {
    let is_shallow = text.bytes().filter(|byte| b"([{<&*|!-".contains(byte)).count() < 400;
    let tokens: TokenStream = is_shallow.then_some(text)?.parse().ok()?;
    is_within(&tokens, DEPTH).then_some(tokens)
}

fn is_within(tokens: &TokenStream, depth: usize) -> bool {
    tokens.clone().into_iter().all(|token| match token {
        TokenTree::Group(group) => depth > 0 && is_within(&group.stream(), depth - 1),
        _ => true,
    })
}

/// Writes inputs to begin with into the folder that `FUZZ_SEEDS` names, if there is one.
pub fn sow(inputs: impl IntoIterator<Item = String>) {
    let Some(folder) = env::var_os("FUZZ_SEEDS").map(PathBuf::from) else { return };
    for (number, input) in inputs.into_iter().enumerate() {
        fs::write(folder.join(format!("test-{number}")), input).expect("a folder for seeds");
    }
}
