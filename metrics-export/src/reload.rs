//! The policy that is in force, read again when its files change.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::task::spawn_blocking;

use crate::complaint::complain;
use crate::files::Files;
use crate::own;
use crate::policy::Policy;
use crate::settings::Settings;

/// How often files are looked at, if anybody connects.
const INTERVAL: Duration = Duration::from_secs(1);

/// The policy that is in force.
#[derive(Debug)]
pub(crate) struct Reloading {
    settings: Settings,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    policy: Arc<Policy>,
    files: Arc<Files>,
    looked: Instant,
    /// Somebody is looking at the files.
    looking: bool,
}

impl Reloading {
    pub(crate) fn new(settings: Settings) -> io::Result<Self> {
        let (files, policy) = settings.load();
        let (policy, files) = (Arc::new(policy?), Arc::new(files));
        if !files.is_empty() {
            own::configured(false, true);
        }
        Ok(Self {
            settings,
            state: Mutex::new(State { policy, files, looked: Instant::now(), looking: false }),
        })
    }

    /// The policy for who comes now.
    pub(crate) async fn current(self: &Arc<Self>) -> Arc<Policy> {
        if self.is_due() {
            let this = Arc::clone(self);
            // Files may be far away.
            if spawn_blocking(move || this.look()).await.is_err() {
                self.state().looking = false;
            }
        }
        self.latest()
    }

    /// The policy without a look at the files.
    pub(crate) fn latest(&self) -> Arc<Policy> {
        Arc::clone(&self.state().policy)
    }

    fn is_due(&self) -> bool {
        let mut state = self.state();
        let due = !state.looking && !state.files.is_empty() && state.looked.elapsed() >= INTERVAL;
        state.looking |= due;
        due
    }

    fn look(&self) {
        let files = Arc::clone(&self.state().files);
        let loaded = files.have_changed().then(|| self.settings.load());
        let mut state = self.state();
        (state.looked, state.looking) = (Instant::now(), false);
        let Some((files, policy)) = loaded else { return };
        // Not to say the same again, before they change again.
        state.files = Arc::new(files);
        own::configured(true, policy.is_ok());
        match policy {
            Ok(policy) => state.policy = Arc::new(policy.after(&state.policy)),
            Err(error) => {
                complain(&format_args!("metrics-export: {error}; what was read before stays in force"));
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
