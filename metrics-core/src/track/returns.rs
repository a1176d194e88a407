//! What a function returns, for the compiler's inference.

use std::marker::PhantomData;

use super::{Call, Outcome, Site, Tracked, Watch};

/// The type that a function returns.
///
/// Generated code says `return returns.unreachable()` where it is never reached. From that line the compiler knows `T`
/// before it looks at the body, so the body is checked against the function's own return type: with its coercions,
/// its elided lifetimes and its `impl Trait`, and without spelling the type a second time.
pub struct Returns<T>(PhantomData<fn() -> T>);

impl<T> Returns<T> {
    /// A type still to be found out.
    #[inline]
    #[allow(clippy::new_without_default)] // generated code has no use for it
    pub const fn new() -> Self {
        Self(PhantomData)
    }

    /// A value for a line that is never reached.
    ///
    /// # Panics
    ///
    /// If it is.
    #[cold]
    pub fn unreachable(self) -> T {
        unreachable!("generated code does not run this")
    }

    /// What it is, where the compiler has to know it first.
    #[inline]
    pub fn seen(self, value: T) -> T {
        value
    }

    /// What a body in a closure returns, likewise.
    #[inline]
    pub fn seen_of(self, body: impl FnOnce() -> T) -> T {
        body()
    }

    /// How a call with this value ended.
    #[inline]
    pub fn judged<E>(self, value: &T, end: impl FnOnce(&T) -> E) -> E {
        end(value)
    }

    /// A future of it, for a line that is never reached: from there the compiler knows `T` where the function returns
    /// `impl Future<Output = …>` and the type has an `impl Trait` in it, which cannot be spelled a second time.
    ///
    /// # Panics
    ///
    /// If it is.
    #[cold]
    pub fn tracked<F, C, S: Site>(self) -> Tracked<F, T, C, S> {
        unreachable!("generated code does not run this")
    }

    /// What the body of a function is, where the function returns a future of this.
    #[inline]
    pub fn future<F: Future<Output = T>>(self, future: F) -> F {
        future
    }

    /// And what it returns, where it is in a closure.
    #[inline]
    pub fn future_of<F: Future<Output = T>>(self, body: impl FnOnce() -> F) -> F {
        body()
    }

    /// A call that starts now, of a function whose body is not surrounded; it ends as `unseen` if nobody sees what it
    /// returns.
    #[inline]
    pub fn watch<S: Site, C: Fn(&T) -> S::End>(self, site: S, unseen: Outcome, judge: C) -> Watch<S, T, C> {
        Watch::start(site, unseen, judge)
    }

    /// Runs the body of a function, as one call.
    ///
    /// A panic passes through the closure without a value, which is how it is told from everything else.
    #[inline]
    pub fn call<S: Site>(self, site: S, body: impl FnOnce() -> T, end: impl FnOnce(&T) -> S::End) -> T {
        let call = Call::start(site, Outcome::Panic);
        let value = body();
        call.finish(end(&value));
        value
    }
}

impl<T> Clone for Returns<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Returns<T> {}
