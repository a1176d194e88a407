//! What was measured, for the tables and for the demands.

use crate::statistics::Figure;
use crate::suite::Style;

/// The results of one run.
#[derive(Default)]
pub struct Results {
    pub lines: Vec<Line>,
}

/// One contender's figure in one section.
#[derive(Clone)]
pub struct Line {
    pub section: String,
    pub name: String,
    pub style: Style,
    pub figure: Figure,
}

impl Results {
    pub fn add(&mut self, section: &str, name: &str, style: Style, figure: Figure) {
        let (section, name) = (section.to_owned(), name.to_owned());
        self.lines.push(Line { section, name, style, figure });
    }

    pub fn section<'a>(&'a self, section: &'a str) -> impl Iterator<Item = &'a Line> + Clone {
        self.lines.iter().filter(move |line| line.section == section)
    }

    /// The median of one contender.
    pub fn of(&self, section: &str, name: &str) -> Option<f64> {
        self.section(section).find(|line| line.name == name).map(|line| line.figure.median)
    }

    /// Our median.
    pub fn ours(&self, section: &str) -> Option<f64> {
        self.section(section).find(|line| line.style == Style::Ours).map(|line| line.figure.median)
    }

    /// The least median among the peers in these styles.
    pub fn best(&self, section: &str, styles: &[Style]) -> Option<&Line> {
        self.lines
            .iter()
            .filter(|line| line.section == section && styles.contains(&line.style))
            .min_by(|left, right| left.figure.median.total_cmp(&right.figure.median))
    }
}

/// Every way of using a peer.
pub const PEERS: &[Style] = &[Style::Idiom, Style::Shortcut, Style::Delayed];
/// Those by which a scrape sees what happened before it.
pub const PROMPT: &[Style] = &[Style::Idiom, Style::Shortcut];
