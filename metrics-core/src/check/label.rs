//! Names and values of labels.

use super::message::Message;
use super::text::{is_snake_case, same};
use crate::label::Values;
use crate::schema::{Kind, MetricSchema};

/// Judges the name of a label.
///
/// # Panics
///
/// If the name is not `snake_case`, or reserved.
#[track_caller]
pub const fn label_name(name: &str) {
    if starts_with_two_underscores(name) {
        Message::new()
            .code(name)
            .text(" cannot name a label: names that begin with `__` are reserved for the server")
            .fail();
    }
    if same(name, "quantile") || same(name, "le") {
        let whose = if same(name, "le") { "the bucket of a histogram" } else { "the quantile of a summary" };
        Message::new()
            .code(name)
            .text(" cannot name a label: it is reserved, for ")
            .text(whose)
            .text("; choose another name")
            .fail();
    }
    if !is_snake_case(name) {
        Message::not_snake_case(name, "a label");
    }
}

/// Whether [`label_name`] accepts a name; for names that are known only at run time.
pub(crate) const fn is_label_name(name: &str) -> bool {
    is_snake_case(name) && !same(name, "quantile") && !same(name, "le")
}

/// Judges a value of a label.
///
/// # Panics
///
/// If the value is empty: to a server, an empty label is no label at all.
#[track_caller]
pub const fn label_value(value: &str) {
    assert!(
        !value.is_empty(),
        "a label's value cannot be empty: to a server, an empty label and no label are the same; write \"none\" or \"unknown\""
    );
}

/// Judges `N` of a `Bounded<N>`.
///
/// # Panics
///
/// If there is no room for a value, or room for more than an index can tell apart.
#[track_caller]
pub const fn capacity(capacity: usize) {
    assert!(
        capacity > 0,
        "`Bounded<0>` has no room for a value: write how many there can be, such as `Bounded<32>`"
    );
    assert!(capacity < u32::MAX as usize, "a `Bounded<N>` holds fewer than 2^32 values");
}

/// Judges the labels of a metric together.
///
/// # Panics
///
/// If two of them have one name, if one has no values, or a name that no label may have.
#[track_caller]
pub const fn labels(metric: &MetricSchema) {
    let labels = metric.labels;
    let mut at = 0;
    while at < labels.len() {
        if metric.max_rows.is_some() {
            // Judged where `rows(…)` names it.
        } else if !matches!(metric.kind, Kind::StateSet) {
            label_name(labels[at].name);
        } else if !matches!(labels[at].values, Values::Fixed(_)) {
            Message::new()
                .text("the states of a state set are known to the compiler, and those of ")
                .code(labels[at].name)
                .text(" are not: derive `Label` on an enum of the states")
                .fail();
        }
        if labels[at].values.is_empty() && !matches!(labels[at].values, Values::InRows) {
            Message::new()
                .text("the label ")
                .code(labels[at].name)
                .text(" has no values: no series can exist")
                .fail();
        }
        let mut earlier = 0;
        while earlier < at {
            if same(labels[earlier].name, labels[at].name) {
                Message::new()
                    .text("two labels of this metric are named ")
                    .code(labels[at].name)
                    .text(": put them into a struct with `#[derive(LabelSet)]`, whose fields name them")
                    .fail();
            }
            earlier += 1;
        }
        at += 1;
    }
}

const fn starts_with_two_underscores(name: &str) -> bool {
    let bytes = name.as_bytes();
    bytes.len() >= 2 && bytes[0] == b'_' && bytes[1] == b'_'
}
