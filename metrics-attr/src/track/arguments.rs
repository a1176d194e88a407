//! What `#[track_metrics(…)]` says.

use metrics_derive_syntax::{CratePath, Errors, Key, Keys, Once};
use proc_macro2::TokenStream;
use syn::{Error, Ident, LitStr};

/// The arguments of the attribute.
#[derive(Default)]
pub(super) struct Arguments {
    core: Once<CratePath>,
    function: Once<LitStr>,
    skip: Once<()>,
}

const KEYS: Keys<Arguments> = Keys {
    attribute: "`#[track_metrics]`",
    known: &[
        Key {
            name: "crate",
            usage: "crate = ::facade::metrics_core",
            read: |arguments, entry| arguments.core.set(&entry.key, entry.value()?),
        },
        Key {
            name: "function",
            usage: "function = \"checkout\"",
            read: |arguments, entry| arguments.function.set(&entry.key, label_value(entry.literal()?)?),
        },
        Key {
            name: "skip",
            usage: "skip",
            read: |arguments, entry| arguments.skip.set(&entry.key, entry.flag()?),
        },
    ],
    elsewhere: &[],
};

impl Arguments {
    pub(super) fn read(arguments: TokenStream, errors: &mut Errors) -> Self {
        let mut facts = Self::default();
        KEYS.read_arguments(arguments, &mut facts, errors);
        facts
    }

    /// What the function says and, for the rest, what the block around it says.
    pub(super) fn or(self, outer: Self) -> Self {
        Self { core: self.core.or(outer.core), function: self.function, skip: self.skip }
    }

    /// The key that leaves a function of a block out.
    pub(super) fn skip(&self) -> Option<&Ident> {
        self.skip.key()
    }

    /// The keys that are about one function, where there are many.
    pub(super) fn of_one_function(&self) -> impl Iterator<Item = &Ident> {
        self.function.key().into_iter()
    }

    /// Where the runtime is.
    pub(super) fn core(&self) -> CratePath {
        self.core.get().cloned().unwrap_or_default()
    }

    /// The value of the label `function`, where it is not the function's name.
    pub(super) fn function(&self) -> Option<&LitStr> {
        self.function.get()
    }
}

fn label_value(value: LitStr) -> syn::Result<LitStr> {
    if value.value().trim().is_empty() {
        let message = "an empty name: write how the function is to be called in the metrics";
        return Err(Error::new_spanned(value, message));
    }
    Ok(value)
}
