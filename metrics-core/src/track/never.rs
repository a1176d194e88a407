//! The type `!`, under a name that stable Rust accepts everywhere.

/// `!`: what `async fn … -> !` returns, for `impl Future<Output = …>`.
pub type Never = <fn() -> ! as Returned>::Type;

/// The return type of a function pointer.
pub trait Returned {
    /// The type.
    type Type;
}

impl<R> Returned for fn() -> R {
    type Type = R;
}
