//! The keys of `#[label(…)]`.

use metrics_derive_syntax::{CratePath, Errors, Key, Keys, Once, Text};
use syn::{Attribute, Error, LitStr};

use crate::case::Case;

/// `#[label(…)]` on an enum.
#[derive(Default)]
pub(super) struct EnumKeys {
    pub(super) name: Once<Text>,
    pub(super) rename_all: Once<Case>,
    pub(super) core: Once<CratePath>,
}

/// `#[label(…)]` on a variant.
#[derive(Default)]
pub(super) struct VariantKeys {
    pub(super) rename: Once<LitStr>,
    pub(super) other: Once<()>,
}

/// `#[label(…)]` on a struct around values that are known at run time.
#[derive(Default)]
pub(super) struct NewtypeKeys {
    pub(super) name: Once<Text>,
    pub(super) other: Once<Text>,
    pub(super) core: Once<CratePath>,
}

const ENUM: Keys<EnumKeys> = Keys {
    attribute: "`#[label(…)]` on an enum",
    known: &[
        Key {
            name: "name",
            usage: "name = \"method\"",
            read: |keys, entry| keys.name.set(&entry.key, entry.value()?),
        },
        Key {
            name: "rename_all",
            usage: "rename_all = \"UPPERCASE\"",
            read: |keys, entry| keys.rename_all.set(&entry.key, Case::named(&entry.literal()?)?),
        },
        Key {
            name: "crate",
            usage: "crate = ::facade::metrics_core",
            read: |keys, entry| keys.core.set(&entry.key, entry.value()?),
        },
    ],
    elsewhere: &[
        ("rename", "the label's name is `name = \"…\"`, the spelling of all values `rename_all = \"…\"`"),
        ("other", "it belongs on the variant that stands for all other values"),
    ],
};

const VARIANT: Keys<VariantKeys> = Keys {
    attribute: "`#[label(…)]` on a variant",
    known: &[
        Key {
            name: "rename",
            usage: "rename = \"GET\"",
            read: |keys, entry| keys.rename.set(&entry.key, entry.literal()?),
        },
        Key { name: "other", usage: "other", read: |keys, entry| keys.other.set(&entry.key, entry.flag()?) },
    ],
    elsewhere: &[
        ("name", "the value of a variant is `rename = \"…\"`"),
        ("rename_all", "it belongs on the enum"),
        ("crate", "it belongs on the enum"),
        (
            "skip",
            "every variant is a value; map what should not be one to another variant before it is counted",
        ),
    ],
};

const NEWTYPE: Keys<NewtypeKeys> = Keys {
    attribute: "`#[label(…)]` on a struct",
    known: &[
        Key {
            name: "name",
            usage: "name = \"tenant\"",
            read: |keys, entry| keys.name.set(&entry.key, entry.value()?),
        },
        Key {
            name: "other",
            usage: "other = \"rest\"",
            read: |keys, entry| keys.other.set(&entry.key, entry.value()?),
        },
        Key {
            name: "crate",
            usage: "crate = ::facade::metrics_core",
            read: |keys, entry| keys.core.set(&entry.key, entry.value()?),
        },
    ],
    elsewhere: &[
        ("rename", "the label's name is `name = \"…\"`"),
        ("rename_all", "values that are known at run time are taken as they are"),
    ],
};

impl EnumKeys {
    pub(super) fn read(attributes: &[Attribute], errors: &mut Errors) -> Self {
        read(&ENUM, attributes, errors)
    }
}

impl VariantKeys {
    pub(super) fn read(attributes: &[Attribute], errors: &mut Errors) -> Self {
        read(&VARIANT, attributes, errors)
    }
}

impl NewtypeKeys {
    pub(super) fn read(attributes: &[Attribute], errors: &mut Errors) -> Self {
        read(&NEWTYPE, attributes, errors)
    }
}

/// `crate = path`, whatever else there is.
pub(super) fn crate_path(attributes: &[Attribute]) -> CratePath {
    // Mistakes are told by whoever reads all keys.
    EnumKeys::read(attributes, &mut Errors::default()).core.into_value().unwrap_or_default()
}

/// Refuses attributes on the field of a struct.
pub(super) fn none_on_field(attributes: &[Attribute]) -> syn::Result<()> {
    match attributes.iter().find(|attribute| is_label(attribute)) {
        Some(attribute) => {
            Err(Error::new_spanned(attribute, "write `#[label(…)]` on the struct, not on its field"))
        }
        None => Ok(()),
    }
}

fn read<T: Default>(keys: &Keys<T>, attributes: &[Attribute], errors: &mut Errors) -> T {
    let mut facts = T::default();
    for attribute in attributes.iter().filter(|attribute| is_label(attribute)) {
        keys.read(attribute, &mut facts, errors);
    }
    facts
}

/// Whether it is `#[label(…)]`.
pub(crate) fn is_label(attribute: &Attribute) -> bool {
    attribute.path().is_ident("label")
}
