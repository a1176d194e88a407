//! Whether this thread works for a scrape.
//!
//! What it calls may scrape in turn. That scrape must not wait for the one that it is part of, and asks nobody who may
//! just be asking.

use std::cell::Cell;

thread_local! {
    static SCRAPING: Cell<bool> = const { Cell::new(false) };
}

/// Ends what [`enter`] began, also when it panics.
pub(crate) struct Scraping(());

/// The thread works for a scrape from now on; `None` if it does so already.
pub(crate) fn enter() -> Option<Scraping> {
    (!SCRAPING.replace(true)).then_some(Scraping(()))
}

impl Drop for Scraping {
    fn drop(&mut self) {
        SCRAPING.set(false);
    }
}
