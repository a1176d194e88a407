//! The connections that are served, and who makes room for the next one.

use tokio::select;
use tokio::task::{AbortHandle, JoinSet};

use crate::progress::Progress;

/// A limited number of connections.
pub(crate) struct Crowd {
    limit: usize,
    members: Vec<Member>,
    tasks: JoinSet<()>,
}

struct Member {
    progress: Progress,
    task: AbortHandle,
}

impl Crowd {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, members: Vec::with_capacity(limit), tasks: JoinSet::new() }
    }

    /// Whether there is room for one more, if need be because the member is ended with which least is lost.
    ///
    /// To let newcomers wait instead would hand the endpoint to whoever opens connections and says nothing.
    pub(crate) fn make_room(&mut self) -> bool {
        self.members.len() < self.limit || self.give_up_one()
    }

    /// Ends the member with which least is lost, if there is one that may be ended.
    pub(crate) fn give_up_one(&mut self) -> bool {
        let expendable = (0..self.members.len())
            .filter_map(|index| Some((self.members[index].progress.expendable()?, index)))
            .max();
        let Some((_, index)) = expendable else { return false };
        self.members.swap_remove(index).task.abort();
        true
    }

    /// Ends the member that has been longest at reading its answers, if there is one that dawdles.
    pub(crate) fn hurry(&mut self) {
        let slowest = (0..self.members.len())
            .filter_map(|index| Some((self.members[index].progress.dawdling()?, index)))
            .max();
        if let Some((_, index)) = slowest {
            self.members.swap_remove(index).task.abort();
        }
    }

    /// Sees a connection to its end, or ends it when it takes too long.
    pub(crate) fn admit<C>(&mut self, progress: Progress, connection: C)
    where
        C: Future<Output: Send> + Send + 'static,
    {
        let watched = progress.clone();
        let task = self.tasks.spawn(async move {
            select! {
                _ = connection => {}
                () = watched.overdue() => {}
            }
        });
        self.members.push(Member { progress, task });
    }

    /// Waits until a member is gone; `None` if there are none.
    pub(crate) async fn departure(&mut self) -> Option<()> {
        let _ = self.tasks.join_next().await?;
        self.members.retain(|member| !member.task.is_finished());
        Some(())
    }

    /// Ends all members that are still there.
    pub(crate) async fn disperse(&mut self) {
        self.tasks.shutdown().await;
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;
    use std::time::Duration;

    use super::*;
    use crate::phase::Phase;
    use crate::progress::Answering;

    fn join(crowd: &mut Crowd) -> Progress {
        let progress = Progress::new();
        crowd.admit(progress.clone(), pending::<()>());
        progress
    }

    #[tokio::test(start_paused = true)]
    async fn those_who_are_answered_stay() {
        let mut crowd = Crowd::new(2);
        let answering = [join(&mut crowd).ask().answer(), join(&mut crowd).ask().answer()];
        assert!(!crowd.make_room());
        let _sending = answering.map(Answering::send);
        assert!(!crowd.make_room(), "the readers have just begun");
        tokio::time::sleep(Phase::Sending.limit() / 2).await;
        assert!(crowd.make_room());
        assert_eq!(crowd.departure().await, Some(()));
        assert_eq!(crowd.members.len(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn who_is_not_let_in_yet_makes_room_for_others() {
        let mut crowd = Crowd::new(2);
        let (_let_in, _asking) = (join(&mut crowd).ask().answer(), join(&mut crowd).ask());
        assert!(crowd.make_room());
        assert!(!crowd.give_up_one());
    }

    #[tokio::test(start_paused = true)]
    async fn the_longest_idle_goes() {
        let mut crowd = Crowd::new(3);
        let (_silent, idle, recent) = (join(&mut crowd), join(&mut crowd), join(&mut crowd));
        for member in [&idle, &recent] {
            drop(member.ask().answer().send());
            tokio::time::sleep(Phase::Idle.limit() / 100).await;
        }
        assert!(crowd.make_room());
        crowd.departure().await;
        let left: Vec<_> = crowd.members.iter().filter_map(|member| member.progress.expendable()).collect();
        assert!(left.contains(&recent.expendable().unwrap()) && !left.contains(&idle.expendable().unwrap()));
    }

    #[tokio::test(start_paused = true)]
    async fn the_slowest_reader_goes() {
        let mut crowd = Crowd::new(4);
        let (_silent, idle) = (join(&mut crowd), join(&mut crowd));
        drop(idle.ask().answer().send());
        let slowest = join(&mut crowd).ask().answer().send();
        tokio::time::sleep(Duration::from_secs(1)).await;
        let slow = join(&mut crowd).ask().answer().send();
        crowd.hurry();
        assert_eq!(crowd.members.len(), 4, "the readers have just begun");
        tokio::time::sleep(Phase::Opened.limit() * 9 / 10).await;
        crowd.hurry();
        assert_eq!(crowd.members.len(), 3);
        drop(slowest);
        crowd.hurry();
        assert_eq!(crowd.members.len(), 2);
        drop(slow);
        crowd.hurry();
        assert_eq!(crowd.members.len(), 2, "those who read nothing hold nothing");
    }

    #[tokio::test(start_paused = true)]
    async fn who_takes_too_long_goes() {
        let mut crowd = Crowd::new(1);
        join(&mut crowd);
        assert_eq!(crowd.departure().await, Some(()));
        assert_eq!(crowd.departure().await, None);
    }
}
