//! Which families a scrape is about.

/// The families that a scraper asks for: all of them, or those with certain names.
///
/// What is not asked for is not read, and its callbacks and collectors are not run. (A collector is run for any of its
/// families.)
///
/// ```
/// # use std::sync::Arc;
/// # use metrics_core::{Counter, Filter, Format, Gauge, Metrics, Registry};
/// #[derive(Metrics)]
/// struct Shop {
///     /// Orders processed.
///     orders: Counter,
///     /// Orders waiting.
///     queue_depth: Gauge,
/// }
///
/// let registry = Registry::new();
/// registry.register(Arc::new(Shop::new()))?;
/// let mut out = Vec::new();
/// registry.encode_filtered(Format::Text, &Filter::names(["orders_total"]), &mut out);
/// assert!(out.ends_with(b"\norders_total 0\n"));
/// # Ok::<(), metrics_core::RegisterError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// `None` for all.
    names: Option<Vec<String>>,
}

impl Filter {
    /// All families.
    pub const ALL: Self = Self { names: None };

    /// The families with these names: that of the family, or that of one of its samples, such as `x_total` or
    /// `x_bucket`. A name that nothing has asks for nothing.
    pub fn names(names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { names: Some(names.into_iter().map(Into::into).collect()) }
    }

    pub(crate) fn is_all(&self) -> bool {
        self.names.is_none()
    }

    /// Whether a family is asked for whose samples have these suffixes.
    pub(crate) fn admits(&self, family: &str, suffixes: &[&str]) -> bool {
        self.names.as_ref().is_none_or(|names| {
            names.iter().any(|name| {
                name.strip_prefix(family).is_some_and(|rest| rest.is_empty() || suffixes.contains(&rest))
            })
        })
    }
}
