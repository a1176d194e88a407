//! What goes wrong where nobody waits for an answer.

use std::fmt::Display;
use std::io::{self, Write as _};

/// Says it on the standard error. That may lead nowhere, a pipe that nobody reads any more for instance: not a reason for
/// who complains to end, as `eprintln!` would.
pub(crate) fn complain(about: &(impl Display + ?Sized)) {
    let _ = writeln!(io::stderr(), "{about}");
}
