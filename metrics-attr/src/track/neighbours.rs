//! The other attributes of the function.

use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Path, Token};

/// What the attributes below `#[track_metrics]` ask of us.
#[derive(Clone, Copy, Default)]
pub(super) struct Neighbours {
    /// One of them may be a macro that is still to run: it shall find the function that the user wrote, `async` and
    /// with its own parameters.
    pub(super) macros: bool,
    /// `#[must_use]`: on an `async fn` it is about the output, on any other function about the future.
    pub(super) must_use: bool,
    /// `#[track_caller]`: a closure would not see the caller.
    pub(super) track_caller: bool,
}

/// Attributes of the language that can be on a function and change nothing about its form.
const INERT: [&str; 23] = [
    "allow",
    "automatically_derived",
    "cfg",
    "cold",
    "coverage",
    "deny",
    "deprecated",
    "doc",
    "expect",
    "export_name",
    "forbid",
    "ignore",
    "inline",
    "instruction_set",
    "link_section",
    "must_use",
    "no_mangle",
    "should_panic",
    "target_feature",
    "test",
    "track_caller",
    "unsafe",
    "warn",
];

/// Tools whose attributes the compiler ignores.
const TOOLS: [&str; 5] = ["clippy", "diagnostic", "miri", "rust_analyzer", "rustfmt"];

impl Neighbours {
    /// What is said around the function as well: a macro on an `impl` block rewrites its methods.
    pub(super) fn or(self, outer: Self) -> Self {
        Self { macros: self.macros || outer.macros, ..self }
    }

    pub(super) fn of(attributes: &[Attribute]) -> Self {
        let mut found = Self::default();
        for attribute in attributes {
            found.add(&attribute.meta);
        }
        found
    }

    fn add(&mut self, meta: &Meta) {
        let path = meta.path();
        self.must_use |= path.is_ident("must_use");
        self.track_caller |= path.is_ident("track_caller");
        if path.is_ident("cfg_attr") {
            self.add_conditional(meta);
        } else {
            self.macros |= !is_inert(path);
        }
    }

    /// `cfg_attr(condition, attribute, …)`: each as if the condition held.
    fn add_conditional(&mut self, meta: &Meta) {
        let list = meta
            .require_list()
            .and_then(|list| list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated));
        match list {
            Ok(metas) => metas.iter().skip(1).for_each(|meta| self.add(meta)),
            Err(_) => self.macros = true,
        }
    }
}

fn is_inert(path: &Path) -> bool {
    let Some(first) = path.segments.first() else { return false };
    let names: &[&str] = if path.segments.len() == 1 { &INERT } else { &TOOLS };
    path.leading_colon.is_none() && names.iter().any(|name| first.ident == name)
}
