//! `bool` as a label.

use super::{Label, Values};

/// Named `value` when it stands alone; in a tuple or a struct, prefer a struct field that says what is true.
#[diagnostic::do_not_recommend]
impl Label for bool {
    const NAME: &'static str = "value";
    const VALUES: Values = Values::Fixed(&["false", "true"]);

    #[inline]
    fn index(self) -> usize {
        usize::from(self)
    }

    fn from_index(index: usize) -> Option<Self> {
        [false, true].get(index).copied()
    }
}
