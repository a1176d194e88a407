//! The contenders.

use std::hint::black_box;
use std::sync::Arc;

use crate::exposition::{Exposition, Shape};
use crate::workload::Workload;

/// What a contender stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// What the machine could do.
    Limit,
    /// This library.
    Ours,
    /// A peer, as its documentation shows it.
    Idiom,
    /// A peer by a shortcut, such as a handle that is looked up once.
    Shortcut,
    /// A peer by a shortcut that holds counts back: a scrape sees them late, or never if the thread ends.
    Delayed,
}

/// One way of doing the work of a workload.
pub struct Contender {
    pub workload: Workload,
    pub name: String,
    pub style: Style,
    pub work: Work,
}

/// Does a number of iterations.
pub type Work = Arc<dyn Fn(u64) + Send + Sync>;

/// Makes the series of an exposition.
pub struct Exhibitor {
    pub name: String,
    pub style: Style,
    pub build: fn(Shape) -> Box<dyn Exposition>,
}

/// The size of the future of the function that is polled three times.
pub struct FutureSize {
    pub name: String,
    pub style: Style,
    pub size: usize,
}

/// All contenders.
#[derive(Default)]
pub struct Suite {
    pub contenders: Vec<Contender>,
    pub exhibitors: Vec<Exhibitor>,
    pub futures: Vec<FutureSize>,
}

/// Adds the contenders of one library, by one way of using it.
pub struct Entry<'a> {
    suite: &'a mut Suite,
    name: String,
    style: Style,
}

impl Suite {
    /// Everything that was compiled in.
    pub fn new() -> Self {
        let mut suite = Self::default();
        crate::limits::enter(&mut suite);
        crate::ours::enter(&mut suite);
        #[cfg(feature = "peers")]
        crate::peers::enter(&mut suite);
        suite
    }

    pub fn limit(&mut self, name: &str) -> Entry<'_> {
        self.entry(name, Style::Limit)
    }

    pub fn ours(&mut self, name: &str) -> Entry<'_> {
        self.entry(name, Style::Ours)
    }

    pub fn idiom(&mut self, name: &str) -> Entry<'_> {
        self.entry(name, Style::Idiom)
    }

    pub fn shortcut(&mut self, name: &str, how: &str) -> Entry<'_> {
        self.entry(&format!("{name} ({how})"), Style::Shortcut)
    }

    pub fn delayed(&mut self, name: &str, how: &str) -> Entry<'_> {
        self.entry(&format!("{name} ({how})"), Style::Delayed)
    }

    pub fn of(&self, workload: Workload) -> Vec<&Contender> {
        self.contenders.iter().filter(|contender| contender.workload == workload).collect()
    }

    fn entry(&mut self, name: &str, style: Style) -> Entry<'_> {
        Entry { suite: self, name: name.to_owned(), style }
    }
}

impl Entry<'_> {
    /// One iteration of a workload; it is given the number of the iteration.
    pub fn does<R>(self, workload: Workload, iteration: impl Fn(usize) -> R + Send + Sync + 'static) -> Self {
        let work = Arc::new(move |times: u64| {
            for number in 0..times {
                black_box(iteration(number as usize));
                // Whatever is in memory was perhaps changed: nothing moves from one iteration to another.
                black_box(());
            }
        });
        let (name, style) = (self.name.clone(), self.style);
        self.suite.contenders.push(Contender { workload, name, style, work });
        self
    }

    /// The future that its attribute makes.
    pub fn future<F>(self, future: &F) -> Self {
        let size = size_of_val(future);
        self.suite.futures.push(FutureSize { name: self.name.clone(), style: self.style, size });
        self
    }

    /// How its series are exposed.
    pub fn exposes(self, build: fn(Shape) -> Box<dyn Exposition>) -> Self {
        self.suite.exhibitors.push(Exhibitor { name: self.name.clone(), style: self.style, build });
        self
    }
}
