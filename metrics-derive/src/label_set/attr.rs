//! The keys of `#[label(…)]` and `#[labels(…)]` on a label set.

use metrics_derive_syntax::{CratePath, Errors, Key, Keys, Once, Text};
use syn::{Attribute, Error};

/// On the struct.
#[derive(Default)]
struct SetKeys {
    core: Once<CratePath>,
}

/// On a field.
#[derive(Default)]
pub(super) struct FieldKeys {
    pub(super) rename: Once<Text>,
}

const SET: Keys<SetKeys> = Keys {
    attribute: "`#[labels(…)]` on a struct",
    known: &[Key {
        name: "crate",
        usage: "crate = ::facade::metrics_core",
        read: |keys, entry| keys.core.set(&entry.key, entry.value()?),
    }],
    elsewhere: &[
        ("rename", "it belongs on a field, as `#[label(rename = \"…\")]`"),
        ("name", "each field names its label; another name is `#[label(rename = \"…\")]` on the field"),
        ("rename_all", "write `#[label(rename = \"…\")]` on the fields that need it"),
    ],
};

const FIELD: Keys<FieldKeys> = Keys {
    attribute: "`#[label(…)]` on a field",
    known: &[Key {
        name: "rename",
        usage: "rename = \"method\"",
        read: |keys, entry| keys.rename.set(&entry.key, entry.value()?),
    }],
    elsewhere: &[
        ("name", "the key is `rename`"),
        ("crate", "it belongs on the struct, as `#[labels(crate = …)]`"),
        ("other", "it belongs on a variant of the enum that is the field's type"),
        ("skip", "every field is a label: move what is not one out of the struct"),
    ],
};

pub(super) fn crate_path(attributes: &[Attribute], errors: &mut Errors) -> CratePath {
    let mut keys = SetKeys::default();
    let ours =
        |attribute: &&Attribute| ["label", "labels"].iter().any(|name| attribute.path().is_ident(name));
    for attribute in attributes.iter().filter(ours) {
        SET.read(attribute, &mut keys, errors);
    }
    keys.core.into_value().unwrap_or_default()
}

impl FieldKeys {
    pub(super) fn read(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut keys = Self::default();
        for attribute in attributes {
            if attribute.path().is_ident("label") {
                FIELD.read(attribute, &mut keys, errors);
            } else if attribute.path().is_ident("labels") {
                let message = "`#[labels(…)]` belongs on the struct: on a field write `#[label(…)]`";
                errors.push(Error::new_spanned(attribute, message));
            }
        }
        keys
    }
}
