//! For tests: what an exposition says, and whether it is one.
//!
//! ```
//! use metrics_core::testing::parse;
//! use metrics_core::{Counter, Format, Metrics, Registry, label::StatusClass};
//! use std::sync::Arc;
//!
//! #[derive(Metrics)]
//! struct Http {
//!     /// Requests answered.
//!     requests: Counter<StatusClass>,
//! }
//!
//! let (registry, http) = (Registry::new(), Arc::new(Http::new()));
//! registry.register(Arc::clone(&http))?;
//! http.requests.with(StatusClass::Success).inc();
//!
//! let exposition = parse(&registry.to_text(Format::OpenMetrics), Format::OpenMetrics)?;
//! let sample = exposition.sample("requests_total", &[("status", "2xx")]).unwrap();
//! assert_eq!(sample.value, 1.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The parser is strict: it refuses whatever a server, or one of the stricter tools around it, refuses or would
//! misunderstand. Sources: Prometheus' exposition formats, and the `OpenMetrics` specification, 1.0.

mod cursor;
mod exposition;
mod invalid;
mod lines;
mod names;
mod number;
mod rules;

use std::collections::HashSet;

use crate::Format;
use cursor::Cursor;
use lines::Line;
use names::Membership;

pub use exposition::{Exposition, ParsedExemplar, ParsedFamily, ParsedSample};
pub use invalid::InvalidExposition;

/// What an exposition says.
///
/// # Errors
///
/// If it is none, by the letter of the format: the error says where, and by which rule.
pub fn parse(text: &str, format: Format) -> Result<Exposition, InvalidExposition> {
    let mut parser = Parser::new(format);
    let mut rest = text;
    while !rest.is_empty() {
        let line = Cursor::new(rest.split('\n').next().unwrap_or_default(), parser.number + 1);
        let Some((_, next)) = rest.split_once('\n') else {
            return Err(line.at_end().error("each line ends with a line feed", "there is none at the end"));
        };
        rest = next;
        parser.line(line)?;
    }
    parser.finish()
}

/// Panics unless a text is a valid exposition, saying where it is not.
///
/// # Panics
///
/// If [`parse`] fails.
#[track_caller]
pub fn assert_valid(text: &str, format: Format) {
    if let Err(error) = parse(text, format) {
        panic!("invalid exposition: {error}\n  {}", text.lines().nth(error.line() - 1).unwrap_or_default());
    }
}

/// What has been read so far.
struct Parser {
    format: Format,
    /// The number of the last line.
    number: usize,
    ended: bool,
    families: Vec<ParsedFamily>,
    /// The number of the line where the current family begins.
    family_line: usize,
    /// The names of families, and of the samples that they can have.
    taken: HashSet<String>,
    /// All series: name, and labels in the order of their names.
    series: HashSet<(String, Vec<(String, String)>)>,
}

impl Parser {
    fn new(format: Format) -> Self {
        Self {
            format,
            number: 0,
            ended: false,
            families: Vec::new(),
            family_line: 0,
            taken: HashSet::new(),
            series: HashSet::new(),
        }
    }

    fn line(&mut self, line: Cursor<'_>) -> Result<(), InvalidExposition> {
        self.number += 1;
        if self.ended {
            return Err(line.error("`# EOF` is the last line", "there is more after it"));
        }
        match lines::read(&line, self.format)? {
            Line::End => self.ended = true,
            Line::Comment => {}
            Line::Help(name, help) => {
                let family = self.described(&line, &name, |family| family.help.is_none())?;
                family.help = Some(help);
            }
            Line::Type(name, kind) => {
                let family = self.described(&line, &name, |family| !family.has_type)?;
                (family.kind, family.has_type) = (kind, true);
            }
            Line::Unit(name, unit) => {
                let family = self.described(&line, &name, |family| family.unit.is_none())?;
                family.unit = Some(unit);
            }
            Line::Sample(sample) => self.sample(&line, sample)?,
        }
        Ok(())
    }

    /// The family that a comment is about: the current one, or a new one.
    fn described(
        &mut self,
        line: &Cursor<'_>,
        name: &str,
        is_new: impl Fn(&ParsedFamily) -> bool,
    ) -> Result<&mut ParsedFamily, InvalidExposition> {
        let is_current = self.families.last().is_some_and(|family| family.name == name);
        if !is_current {
            self.begin(line, name)?;
        }
        let last = self.families.len() - 1;
        let family = &mut self.families[last];
        if !is_new(family) {
            return Err(line.error("a family has one HELP, one TYPE and one UNIT", "this is the second one"));
        }
        if !family.samples.is_empty() {
            return Err(
                line.error("HELP, TYPE and UNIT stand before the samples", "there are samples already")
            );
        }
        Ok(family)
    }

    fn begin(&mut self, line: &Cursor<'_>, name: &str) -> Result<(), InvalidExposition> {
        self.end_family()?;
        if self.families.iter().any(|family| family.name == name) {
            let message = format!("`{name}` was there before");
            return Err(line.error("all lines of a family stand together", message));
        }
        self.families.push(ParsedFamily::new(name));
        self.family_line = line.number();
        Ok(())
    }

    fn sample(&mut self, line: &Cursor<'_>, sample: ParsedSample) -> Result<(), InvalidExposition> {
        let belongs = self
            .families
            .last()
            .is_some_and(|family| names::suffix(family, &sample.name, self.format) != Membership::None);
        if !belongs {
            self.begin(line, &sample.name)?;
        }
        let last = self.families.len() - 1;
        let family = &mut self.families[last];
        rules::sample(line, family, &sample, self.format)?;
        if !self.series.insert((sample.name.clone(), sample.identity())) {
            return Err(line.error("each series is there once", "this one was there before"));
        }
        family.samples.push(sample);
        Ok(())
    }

    /// Judges the current family as a whole.
    fn end_family(&mut self) -> Result<(), InvalidExposition> {
        let Some(family) = self.families.last() else { return Ok(()) };
        let line = Cursor::new("", self.family_line);
        rules::family(&line, family, self.format)?;
        for suffix in names::reserved(family.kind, self.format) {
            let name = format!("{}{suffix}", family.name);
            if self.taken.contains(&name) {
                let message = format!("`{name}` can be a sample of this family and of an earlier one");
                return Err(line.error("samples of two families have different names", message));
            }
        }
        let names = names::reserved(family.kind, self.format);
        self.taken.extend(names.iter().map(|suffix| format!("{}{suffix}", family.name)));
        Ok(())
    }

    fn finish(mut self) -> Result<Exposition, InvalidExposition> {
        self.end_family()?;
        if self.format == Format::OpenMetrics && !self.ended {
            let line = Cursor::new("", self.number + 1);
            return Err(line.error("`# EOF` is the last line", "it is missing"));
        }
        Ok(Exposition { families: self.families })
    }
}

#[cfg(test)]
mod tests;
