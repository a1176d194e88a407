//! A struct as a label: it wraps values that are known at run time, up to a number that is known to the compiler.

use metrics_derive_syntax::{Errors, Text};
use syn::{DeriveInput, Field};

use super::attr::{NewtypeKeys, none_on_field};

pub(super) struct RunTime<'a> {
    pub(super) input: &'a DeriveInput,
    pub(super) field: &'a Field,
    pub(super) name: Option<Text>,
    /// The value for what came too late.
    pub(super) other: Option<Text>,
}

impl<'a> RunTime<'a> {
    /// The label, as far as it can be understood.
    pub(super) fn new(input: &'a DeriveInput, field: &'a Field, errors: &mut Errors) -> Self {
        let keys = NewtypeKeys::read(&input.attrs, errors);
        errors.keep(none_on_field(&field.attrs));
        Self { input, field, name: keys.name.into_value(), other: keys.other.into_value() }
    }
}
