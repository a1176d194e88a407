//! Label sets: the dimensions of one metric, folded into one index.

use super::{Label, LabelSchema, Values};

/// The labels of a metric: `()`, one [`Label`], a tuple of labels, or a struct of labels with
/// [`derive(LabelSet)`](macro@crate::LabelSet).
///
/// The index counts the combinations like an odometer, the last label turning fastest.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a closed set of values, so it cannot be the labels of a metric",
    label = "each of its parts has to be a label",
    note = "a closed set of values: an enum with `#[derive(Clone, Copy, Label)]`; one that may be missing is one more variant",
    note = "few values, known only at run time: `#[derive(Clone, Copy, Label)] struct Tenant(Bounded<32>);`",
    note = "identities (user ids, order ids, addresses, raw paths): put them into an exemplar, a log or a trace",
    note = "several labels: a tuple of up to six, or a struct with `#[derive(Clone, Copy, LabelSet)]`"
)]
pub trait LabelSet: Copy + Send + Sync + 'static {
    /// The labels, in the order in which they are written.
    const LABELS: &'static [LabelSchema];
    /// The position of this combination among all.
    fn index(self) -> usize;
    /// The combination at a position, where there is one.
    fn from_index(index: usize) -> Option<Self>;
}

/// The labels of a metric that has none: `()`. Such a metric records by itself, without `with`.
#[diagnostic::on_unimplemented(
    message = "this metric has labels, `{Self}`: choose them before you record, `.with(…)`",
    label = "put `.with(…)` before this"
)]
pub trait NoLabels: LabelSet {
    /// The only combination.
    const NONE: Self;
}

#[diagnostic::do_not_recommend]
impl NoLabels for () {
    const NONE: Self = ();
}

/// The number of combinations of `labels`; saturates.
pub(crate) const fn combinations(labels: &[LabelSchema]) -> usize {
    let mut product = 1_usize;
    let mut at = 0;
    while at < labels.len() {
        product = product.saturating_mul(labels[at].values.len());
        at += 1;
    }
    product
}

#[diagnostic::do_not_recommend]
impl LabelSet for () {
    const LABELS: &'static [LabelSchema] = &[];

    #[inline]
    fn index(self) -> usize {
        0
    }

    fn from_index(index: usize) -> Option<Self> {
        (index == 0).then_some(())
    }
}

impl<L: Label> LabelSet for L {
    const LABELS: &'static [LabelSchema] = &[LabelSchema::of::<L>()];

    #[inline]
    fn index(self) -> usize {
        Label::index(self)
    }

    fn from_index(index: usize) -> Option<Self> {
        Label::from_index(index)
    }
}

/// One turn of the odometer: the index of the labels so far, followed by that of one more label.
///
/// An index that is out of the label's range makes the whole index out of range, whatever follows.
#[doc(hidden)]
#[inline]
pub fn push_index(so_far: usize, index: usize, values: Values) -> usize {
    let len = values.len();
    if index < len { so_far.saturating_mul(len).saturating_add(index) } else { usize::MAX }
}

/// The reverse of [`push_index`]: takes the index of the last label off `rest`.
#[doc(hidden)]
pub fn pop_index(rest: &mut usize, values: Values) -> Option<usize> {
    let len = values.len();
    let index = rest.checked_rem(len)?;
    *rest /= len;
    Some(index)
}

macro_rules! tuple_of_labels {
    ($($label:ident $place:tt),+; $($reversed:ident),+) => {
        #[diagnostic::do_not_recommend]
        impl<$($label: Label),+> LabelSet for ($($label,)+) {
            const LABELS: &'static [LabelSchema] = &[$(LabelSchema::of::<$label>()),+];

            #[inline]
            fn index(self) -> usize {
                let index = 0;
                $(let index = push_index(index, Label::index(self.$place), <$label as Label>::VALUES);)+
                index
            }

            #[allow(non_snake_case)] // a variable for each type parameter
            fn from_index(index: usize) -> Option<Self> {
                let mut rest = index;
                $(
                    let at = pop_index(&mut rest, <$reversed as Label>::VALUES)?;
                    let $reversed = <$reversed as Label>::from_index(at)?;
                )+
                (rest == 0).then_some(($($label,)+))
            }
        }
    };
}

tuple_of_labels!(A 0; A);
tuple_of_labels!(A 0, B 1; B, A);
tuple_of_labels!(A 0, B 1, C 2; C, B, A);
tuple_of_labels!(A 0, B 1, C 2, D 3; D, C, B, A);
tuple_of_labels!(A 0, B 1, C 2, D 3, E 4; E, D, C, B, A);
tuple_of_labels!(A 0, B 1, C 2, D 3, E 4, F 5; F, E, D, C, B, A);

#[cfg(test)]
mod tests {
    use super::super::StatusClass;
    use super::*;

    /// Each index leads to a combination that has this index, and no other does.
    fn leads_back<L: LabelSet>(combinations: usize) {
        assert_eq!(super::combinations(L::LABELS), combinations);
        for index in 0..combinations {
            assert_eq!(L::from_index(index).map(L::index), Some(index));
        }
        for index in [combinations, combinations + 1, usize::MAX] {
            assert!(L::from_index(index).is_none(), "{index} of {combinations}");
        }
    }

    #[test]
    fn every_index_leads_back() {
        leads_back::<()>(1);
        leads_back::<bool>(2);
        leads_back::<(StatusClass,)>(6);
        leads_back::<(bool, StatusClass)>(12);
        leads_back::<(bool, StatusClass, bool)>(24);
        leads_back::<(bool, bool, StatusClass, bool)>(48);
        leads_back::<(bool, bool, bool, StatusClass, bool)>(96);
        leads_back::<(StatusClass, bool, bool, StatusClass, bool, bool)>(576);
    }

    #[test]
    fn the_last_label_turns_fastest() {
        let pair = |index| <(StatusClass, bool)>::from_index(index);
        assert_eq!(pair(0), Some((StatusClass::Informational, false)));
        assert_eq!(pair(1), Some((StatusClass::Informational, true)));
        assert_eq!(pair(2), Some((StatusClass::Success, false)));
    }

    #[test]
    fn what_is_out_of_range_stays_so() {
        let two = Values::Fixed(&["a", "b"]);
        assert_eq!((push_index(3, 0, two), push_index(3, 1, two), push_index(3, 2, two)), (6, 7, usize::MAX));
        assert_eq!(push_index(usize::MAX, 0, two), usize::MAX);
        let mut rest = 7;
        assert_eq!((pop_index(&mut rest, two), rest), (Some(1), 3));
        assert_eq!((pop_index(&mut rest, Values::InRows), rest), (None, 3));
    }
}
