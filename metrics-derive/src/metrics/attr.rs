//! The keys of `#[metrics(…)]` and `#[metric(…)]`.

use metrics_derive_syntax::{
    Buckets, Count, CratePath, Distinct, Entry, Errors, Key, Keys, Once, Quantiles, Text,
};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Error, Expr, Ident, Token};

use super::native::Native;

/// `#[metrics(…)]` on the struct.
#[derive(Default)]
pub(super) struct SetKeys {
    pub(super) prefix: Once<Text>,
    pub(super) max_series: Once<Count>,
    pub(super) core: Once<CratePath>,
}

/// `#[metrics(…)]` on a field.
#[derive(Default)]
pub(super) struct NestedKeys {
    pub(super) flatten: Once<()>,
    pub(super) prefix: Once<Text>,
}

/// `#[metric(…)]` on a field.
#[derive(Default)]
pub(super) struct MetricKeys {
    pub(super) name: Once<Text>,
    pub(super) unit: Once<Text>,
    pub(super) buckets: Once<Buckets>,
    pub(super) quantiles: Once<Quantiles>,
    pub(super) window: Once<Text>,
    pub(super) native: Once<Native>,
    pub(super) max_series: Once<Count>,
    pub(super) touched_only: Once<()>,
    pub(super) info: Once<Vec<InfoLabel>>,
    pub(super) rows: Once<Vec<Ident>>,
    pub(super) max_rows: Once<Count>,
    pub(super) skip: Once<Option<Expr>>,
}

/// `version = "1.2"` or `region` in `info(…)`.
pub(super) struct InfoLabel {
    pub(super) name: Ident,
    pub(super) value: Option<Text>,
}

const SET: Keys<SetKeys> = Keys {
    attribute: "`#[metrics(…)]` on a struct",
    known: &[
        Key {
            name: "prefix",
            usage: "prefix = \"shop\"",
            read: |keys, entry| keys.prefix.set(&entry.key, entry.value()?),
        },
        Key {
            name: "max_series",
            usage: "max_series = 200",
            read: |keys, entry| keys.max_series.set(&entry.key, entry.value()?),
        },
        Key {
            name: "crate",
            usage: "crate = ::facade::metrics_core",
            read: |keys, entry| keys.core.set(&entry.key, entry.value()?),
        },
    ],
    elsewhere: &[
        (
            "name",
            "the name of a metric belongs on its field, as `#[metric(name = \"…\")]`; `prefix` begins all names",
        ),
        ("unit", "it belongs on a field, as `#[metric(unit = \"bytes\")]`"),
        ("buckets", "it belongs on a field, as `#[metric(buckets = […])]`"),
        ("native", "it belongs on a field, as `#[metric(native)]`"),
        ("skip", "it belongs on a field, as `#[metric(skip)]`"),
        ("flatten", "it belongs on the field that holds the inner set"),
    ],
};

const NESTED: Keys<NestedKeys> = Keys {
    attribute: "`#[metrics(…)]` on a field, which marks a nested set",
    known: &[
        Key {
            name: "flatten",
            usage: "flatten",
            read: |keys, entry| keys.flatten.set(&entry.key, entry.flag()?),
        },
        Key {
            name: "prefix",
            usage: "prefix = \"http\"",
            read: |keys, entry| keys.prefix.set(&entry.key, entry.value()?),
        },
    ],
    elsewhere: &[
        ("name", IN_METRIC),
        ("unit", IN_METRIC),
        ("buckets", IN_METRIC),
        ("quantiles", IN_METRIC),
        ("window", IN_METRIC),
        ("native", IN_METRIC),
        ("touched_only", IN_METRIC),
        ("info", IN_METRIC),
        ("rows", IN_METRIC),
        ("max_rows", IN_METRIC),
        ("skip", "write `#[metric(skip)]`"),
        (
            "max_series",
            "for a metric write `#[metric(max_series = …)]`; a nested set has its own on its struct",
        ),
        ("crate", "it belongs on the struct"),
    ],
};

const IN_METRIC: &str = "for a metric write `#[metric(…)]`, without an `s`";

const METRIC: Keys<MetricKeys> = Keys {
    attribute: "`#[metric(…)]`",
    known: &[
        Key {
            name: "name",
            usage: "name = \"requests\"",
            read: |keys, entry| keys.name.set(&entry.key, entry.value()?),
        },
        Key {
            name: "unit",
            usage: "unit = \"bytes\"",
            read: |keys, entry| keys.unit.set(&entry.key, entry.value()?),
        },
        Key {
            name: "buckets",
            usage: "buckets = [0.1, 0.5, 1.0]",
            read: |keys, entry| keys.buckets.set(&entry.key, entry.value()?),
        },
        Key {
            name: "quantiles",
            usage: "quantiles = [0.5, 0.9, 0.99]",
            read: |keys, entry| keys.quantiles.set(&entry.key, entry.value()?),
        },
        Key {
            name: "window",
            usage: "window = \"10m\"",
            read: |keys, entry| keys.window.set(&entry.key, entry.value()?),
        },
        Key {
            name: "native",
            usage: "native(schema = 3)",
            read: |keys, entry| keys.native.set(&entry.key, Native::read(entry)?),
        },
        Key {
            name: "max_series",
            usage: "max_series = 200",
            read: |keys, entry| keys.max_series.set(&entry.key, entry.value()?),
        },
        Key {
            name: "touched_only",
            usage: "touched_only",
            read: |keys, entry| keys.touched_only.set(&entry.key, entry.flag()?),
        },
        Key {
            name: "info",
            usage: "info(version = \"1.2\", region)",
            read: |keys, entry| keys.info.set(&entry.key, info_labels(entry)?),
        },
        Key {
            name: "rows",
            usage: "rows(database, table)",
            read: |keys, entry| keys.rows.set(&entry.key, row_labels(entry)?),
        },
        Key {
            name: "max_rows",
            usage: "max_rows = 500",
            read: |keys, entry| keys.max_rows.set(&entry.key, entry.value()?),
        },
        Key {
            name: "skip",
            usage: "skip",
            read: |keys, entry| keys.skip.set(&entry.key, entry.optional_value()?),
        },
    ],
    elsewhere: &[
        ("help", "the help text is the field's doc comment, `/// …`"),
        ("exemplars", "exemplars are part of the metric's type, as in `WithExemplars<Histogram<Method>>`"),
        ("rename", "the key is `name`"),
        (
            "labels",
            "the labels are a parameter of the metric's type, as in `Counter<Method>`; those of rows are named by `rows(…)`",
        ),
        ("flatten", "a nested set is marked `#[metrics(flatten)]`, with an `s`"),
        ("prefix", "a nested set is marked `#[metrics(prefix = \"…\")]`, with an `s`"),
        ("crate", "it belongs on the struct, as `#[metrics(crate = …)]`"),
    ],
};

impl SetKeys {
    pub(super) fn read(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut keys = Self::default();
        for attribute in attributes {
            if attribute.path().is_ident("metrics") {
                SET.read(attribute, &mut keys, errors);
            } else if attribute.path().is_ident("metric") {
                let message = "`#[metric(…)]` describes one field: on the struct write `#[metrics(…)]`";
                errors.push(Error::new_spanned(attribute, message));
            }
        }
        keys
    }
}

impl NestedKeys {
    /// `None` if no attribute says that the field is a set.
    pub(super) fn read(attributes: &[Attribute], errors: &mut Errors) -> Option<Self> {
        let mut marked =
            attributes.iter().filter(|attribute| attribute.path().is_ident("metrics")).peekable();
        marked.peek()?;
        let mut keys = Self::default();
        marked.for_each(|attribute| NESTED.read(attribute, &mut keys, errors));
        if let (Some(flatten), true) = (keys.flatten.key(), keys.prefix.is_set()) {
            let message = "`flatten` leaves the names as they are, `prefix` does not: write one of them";
            errors.push(Error::new_spanned(flatten, message));
        }
        Some(keys)
    }
}

impl MetricKeys {
    pub(super) fn read(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut keys = Self::default();
        let metric = attributes.iter().filter(|attribute| attribute.path().is_ident("metric"));
        metric.for_each(|attribute| METRIC.read(attribute, &mut keys, errors));
        keys
    }

    /// The keys that describe a metric, as they were written.
    pub(super) fn descriptive(&self) -> impl Iterator<Item = &Ident> {
        let Self { name, unit, buckets, quantiles, window, native, .. } = self;
        let Self { max_series, touched_only, info, rows, max_rows, .. } = self;
        let texts = [name.key(), unit.key(), window.key(), info.key(), rows.key()];
        let numbers = [buckets.key(), quantiles.key(), native.key(), max_series.key()];
        texts.into_iter().chain(numbers).chain([touched_only.key(), max_rows.key()]).flatten()
    }
}

fn info_labels(entry: &Entry<'_>) -> syn::Result<Vec<InfoLabel>> {
    let labels = Punctuated::<InfoLabel, Token![,]>::parse_terminated(&entry.list()?)?;
    let (mut errors, mut names) = (Errors::default(), Distinct::default());
    for label in &labels {
        let name = label.name.unraw().to_string();
        errors.keep(names.add(&name, &label.name, &format!("two labels are called `{name}`")));
    }
    errors.finish(labels.into_iter().collect())
}

fn row_labels(entry: &Entry<'_>) -> syn::Result<Vec<Ident>> {
    let labels = Punctuated::<Ident, Token![,]>::parse_terminated_with(&entry.list()?, Ident::parse_any)?;
    let (mut errors, mut names) = (Errors::default(), Distinct::default());
    for label in &labels {
        let name = label.unraw().to_string();
        errors.keep(names.add(&name, label, &format!("two labels are called `{name}`")));
    }
    errors.finish(labels.into_iter().collect())
}

impl Parse for InfoLabel {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        let has_value = input.parse::<Option<Token![=]>>()?.is_some();
        let value = has_value.then(|| input.parse()).transpose()?;
        Ok(Self { name, value })
    }
}
