//! Labels: types whose values are known before the program runs.
//!
//! A [`Label`] is one dimension, a [`LabelSet`] the dimensions of a metric. Both map a value to a small index; a
//! series is that index, so recording needs no hash, no lookup and no string.

#[cfg(feature = "bounded")]
mod bounded;
mod http;
mod set;
mod truth;
mod values;

#[cfg(feature = "bounded")]
pub use bounded::{Bounded, Interner, MAX_VALUE_BYTES, RunTimeValues};
pub use http::{HttpMethod, StatusClass};
pub(crate) use set::combinations;
pub use set::{LabelSet, NoLabels};
#[doc(hidden)]
pub use set::{pop_index, push_index};
pub use values::{Interned, LabelSchema, UnknownLabel, Values};

/// One dimension of a metric: a type with a finite, known set of values.
///
/// Derive it on an enum ([`derive(Label)`](macro@crate::Label)). Written by hand, it is an ordinary safe trait: an
/// index outside of [`VALUES`](Self::VALUES) is noticed when it is used, and the event is counted nowhere.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a closed set of values, so it cannot be a label",
    label = "every value of `{Self}` would be a series of its own",
    note = "a closed set of values: an enum with `#[derive(Clone, Copy, Label)]`; one that may be missing is one more variant",
    note = "few values, known only at run time: `#[derive(Clone, Copy, Label)] struct Tenant(Bounded<32>);`",
    note = "identities (user ids, order ids, addresses, raw paths): put them into an exemplar, a log or a trace",
    note = "several labels: a tuple of up to six, or a struct with `#[derive(Clone, Copy, LabelSet)]`"
)]
pub trait Label: Copy + Send + Sync + 'static {
    /// The label's name on the wire.
    const NAME: &'static str;
    /// The label's values, in the order of their indices.
    const VALUES: Values;
    /// The position of this value in [`VALUES`](Self::VALUES).
    fn index(self) -> usize;
    /// The value at a position, where there is one.
    fn from_index(index: usize) -> Option<Self>;
}
