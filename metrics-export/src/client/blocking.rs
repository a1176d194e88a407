//! A future that is waited for, from wherever that is.

use std::future::Future;
use std::{io, thread};

use tokio::runtime::Builder;

/// Runs a future to its end on a thread and a runtime of its own, and waits for that. So it works within a runtime as
/// well, one of whose threads it blocks; and where there is none.
pub(crate) fn block_on<F>(future: F) -> io::Result<F::Output>
where
    F: Future + Send,
    F::Output: Send,
{
    let run = || {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let output = runtime.block_on(future);
        // Not to wait for a name server or a callback that does not answer.
        runtime.shutdown_background();
        Ok(output)
    };
    thread::scope(|scope| {
        let thread = thread::Builder::new().name("metrics-push".into()).spawn_scoped(scope, run)?;
        thread.join().unwrap_or_else(|_| Err(io::Error::other("the thread that pushes panicked")))
    })
}
