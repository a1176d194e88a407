//! The scrapes of an endpoint: how many are rendered at once, and who shares one.

use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use metrics_core::Registry;
use tokio::select;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::spawn_blocking;
use tokio::time::{Instant, timeout_at};

use crate::render::Scrape;
use crate::unread::Unread;

/// How many scrapes are rendered at once: a pair of servers and a person or two. Others wait for their turn, and
/// not for long.
const RENDERERS: usize = 4;

/// A registry, whoever owns it.
pub(crate) type SharedRegistry = Arc<dyn Deref<Target = Registry> + Send + Sync>;

/// What renders scrapes.
///
/// Those who want the same, and come before it is begun, share one rendering and its bytes. Nobody gets what was read
/// before he asked.
#[derive(Clone)]
pub(crate) struct Scrapes {
    registry: SharedRegistry,
    turns: Arc<Semaphore>,
    /// Those that are not begun. No more than there are requests: one that nobody waits for any more goes.
    waiting: Arc<Mutex<Vec<Waiting>>>,
    unread: Arc<Unread>,
}

struct Waiting {
    scrape: Scrape,
    stage: watch::Sender<Stage>,
}

/// How far a scrape is.
#[derive(Clone, Debug)]
pub(crate) enum Stage {
    /// It waits for its turn.
    Queued,
    /// It waits for others to read their answers.
    Crowded,
    Running,
    Done(Answer),
    Panicked,
}

/// A rendered scrape, which several clients can have.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) headers: Vec<(&'static str, &'static str)>,
    pub(crate) body: Bytes,
}

impl Scrapes {
    pub(crate) fn new(registry: SharedRegistry) -> Self {
        Self {
            registry,
            turns: Arc::new(Semaphore::new(RENDERERS)),
            waiting: Arc::default(),
            unread: Arc::default(),
        }
    }

    /// How far this scrape has come by the deadline.
    pub(crate) async fn run(&self, scrape: Scrape, deadline: Instant) -> Stage {
        let mut stage = self.join(scrape);
        let ended = stage.wait_for(|stage| matches!(stage, Stage::Done(_) | Stage::Panicked));
        let ended = timeout_at(deadline, ended).await.map(|ended| ended.map(|stage| stage.clone()));
        match ended {
            Ok(Ok(ended)) => ended,
            // The task is gone, as when a runtime ends.
            Ok(Err(_)) => Stage::Panicked,
            Err(_) => stage.borrow().clone(),
        }
    }

    /// Ends when somebody should be hurried, because nothing is rendered while so much is unread.
    pub(crate) async fn crowded(&self) {
        self.unread.wanted().await;
    }

    /// The scrape of this kind that is to begin next.
    fn join(&self, scrape: Scrape) -> watch::Receiver<Stage> {
        let mut waiting = self.waiting();
        if let Some(same) = waiting.iter().find(|other| other.scrape == scrape) {
            return same.stage.subscribe();
        }
        let (stage, outcome) = watch::channel(Stage::Queued);
        waiting.push(Waiting { scrape: scrape.clone(), stage: stage.clone() });
        // In a task of its own: whoever came first may go first, too.
        tokio::spawn(self.clone().lead(scrape, stage));
        outcome
    }

    async fn lead(self, scrape: Scrape, stage: watch::Sender<Stage>) {
        let turn = loop {
            select! {
                turn = self.turn(&stage) => break turn,
                () = stage.closed() => {}
            }
            let mut waiting = self.waiting();
            if stage.receiver_count() == 0 {
                return waiting.retain(|other| !other.stage.same_channel(&stage));
            }
        };
        self.waiting().retain(|other| !other.stage.same_channel(&stage));
        stage.send_replace(Stage::Running);
        let ended = self.render(scrape, turn).await;
        stage.send_replace(ended);
    }

    async fn turn(&self, stage: &watch::Sender<Stage>) -> OwnedSemaphorePermit {
        let turn = Arc::clone(&self.turns).acquire_owned().await.expect("nobody closes it");
        stage.send_replace(Stage::Crowded);
        self.unread.room().await;
        turn
    }

    /// Renders on a thread that may block: 100,000 series take milliseconds, and a callback among them any time. None
    /// of that is to hold up the runtime's other work, and the hop costs some microseconds.
    ///
    /// A callback that never returns keeps its thread and its turn: nothing can end it. Those who scrape after it are
    /// told within the time that they would wait.
    async fn render(&self, scrape: Scrape, turn: OwnedSemaphorePermit) -> Stage {
        let (registry, unread) = (Arc::clone(&self.registry), Arc::clone(&self.unread));
        let rendered = spawn_blocking(move || {
            let _turn = turn;
            let rendered = scrape.render(&registry);
            Answer { headers: rendered.headers().collect(), body: unread.count(rendered.body) }
        });
        rendered.await.map_or(Stage::Panicked, Stage::Done)
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
