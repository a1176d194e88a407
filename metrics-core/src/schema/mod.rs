//! The constant description of metrics: what they are called, what they measure, and which series they have.
//!
//! Everything here is `const` data. The compiler judges it ([`check`](crate::check)), a registry reads it, and
//! catalogues, dashboards and alert rules can be generated from it without running the program.

mod metric;
mod name;
mod native;
mod set;
mod spec;

pub use metric::{Kind, MetricSchema, Number};
pub use name::MetricName;
pub use native::NativeSpec;
pub use set::{MemberSchema, SetSchema};
pub use spec::{FieldSpec, InfoSpec, Spec};

#[cfg(test)]
mod tests;
