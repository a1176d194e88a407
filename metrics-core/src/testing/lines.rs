//! The grammar of a line.

use super::cursor::Cursor;
use super::exposition::{ParsedExemplar, ParsedSample};
use super::invalid::InvalidExposition;
use super::names::Kind;
use super::number;
use crate::Format;

/// What a line says.
pub(super) enum Line {
    /// `# EOF`.
    End,
    /// What means nothing.
    Comment,
    Help(String, String),
    Type(String, Kind),
    Unit(String, String),
    Sample(ParsedSample),
}

type Result<T> = std::result::Result<T, InvalidExposition>;

pub(super) fn read(line: &Cursor<'_>, format: Format) -> Result<Line> {
    let mut cursor = *line;
    if line.rest().ends_with('\r') {
        return Err(line.at_end().error("a line ends with a line feed alone", "found a carriage return"));
    }
    let open_metrics = format == Format::OpenMetrics;
    match cursor.next() {
        None if open_metrics => Err(line.error("there are no empty lines", "this one is empty")),
        None => Ok(Line::Comment),
        Some('#') if open_metrics && line.rest() == "# EOF" => Ok(Line::End),
        Some('#') => comment(&mut cursor, format),
        Some(_) => sample(line, format).map(Line::Sample),
    }
}

/// What follows `#`.
fn comment(cursor: &mut Cursor<'_>, format: Format) -> Result<Line> {
    const FORM: &str = "a comment is `# HELP`, `# TYPE` or `# UNIT`, with single spaces";
    let open_metrics = format == Format::OpenMetrics;
    let begin = *cursor;
    let spaced = cursor.take(" ");
    let keyword = cursor.take_while(|character| character != ' ');
    let is_known = matches!(keyword, "HELP" | "TYPE") || open_metrics && keyword == "UNIT";
    if !(spaced && is_known) {
        return if open_metrics { Err(begin.error(FORM, begin.found())) } else { Ok(Line::Comment) };
    }
    cursor.expect(" ", FORM)?;
    let name = metric_name(cursor)?;
    cursor.expect(" ", FORM)?;
    match keyword {
        "HELP" => Ok(Line::Help(name, escaped(cursor, None, open_metrics)?)),
        "TYPE" => match Kind::named(cursor.rest(), format) {
            Some(kind) => Ok(Line::Type(name, kind)),
            None => Err(cursor.error("the type is one that the format has", format!("`{}`", cursor.rest()))),
        },
        _ => {
            let unit =
                cursor.take_while(|character| character.is_ascii_alphanumeric() || "_:".contains(character));
            cursor.expect_end()?;
            Ok(Line::Unit(name, unit.to_owned()))
        }
    }
}

fn sample(line: &Cursor<'_>, format: Format) -> Result<ParsedSample> {
    const SPACES: &str = "one space stands before the value, and before the time";
    let mut cursor = *line;
    let name = metric_name(&mut cursor)?;
    let labels = if cursor.rest().starts_with('{') { labels(&mut cursor)? } else { Vec::new() };
    cursor.expect(" ", SPACES)?;
    let (value, written) = value(&mut cursor)?;
    let mut sample = ParsedSample { name, labels, value, written, timestamp: None, exemplar: None };
    if cursor.rest().starts_with(' ') && !cursor.rest().starts_with(" #") {
        cursor.expect(" ", SPACES)?;
        sample.timestamp = Some(timestamp(&mut cursor, format)?);
    }
    if cursor.rest().starts_with(" #") {
        sample.exemplar = Some(exemplar(&mut cursor, format)?);
    }
    cursor.expect_end()?;
    Ok(sample)
}

fn exemplar(cursor: &mut Cursor<'_>, format: Format) -> Result<ParsedExemplar> {
    const FORM: &str = "an exemplar is ` # {labels} value time`";
    if format != Format::OpenMetrics {
        return Err(cursor.error("this format has no exemplars", cursor.found()));
    }
    cursor.expect(" # ", FORM)?;
    let begin = *cursor;
    let labels = labels(cursor)?;
    let characters: usize =
        labels.iter().map(|(name, value)| name.chars().count() + value.chars().count()).sum();
    if characters > 128 {
        let message = format!("these have {characters}");
        return Err(begin.error("the labels of an exemplar have at most 128 characters", message));
    }
    cursor.expect(" ", FORM)?;
    let (value, _) = value(cursor)?;
    let timestamp = if cursor.take(" ") { Some(timestamp(cursor, format)?) } else { None };
    Ok(ParsedExemplar { labels, value, timestamp })
}

fn value(cursor: &mut Cursor<'_>) -> Result<(f64, String)> {
    let begin = *cursor;
    let written = cursor.take_while(|character| character != ' ');
    let value = number::read(written);
    let value =
        value.ok_or_else(|| begin.error("a value is a number, as Go writes it", format!("`{written}`")))?;
    Ok((value, written.to_owned()))
}

fn timestamp(cursor: &mut Cursor<'_>, format: Format) -> Result<f64> {
    let begin = *cursor;
    let (value, written) = value(cursor)?;
    if !value.is_finite() {
        return Err(begin.error("a time is finite", format!("`{written}`")));
    }
    if format == Format::Text && written.parse::<i64>().is_err() {
        return Err(begin.error("a time is in whole milliseconds", format!("`{written}`")));
    }
    Ok(value)
}

fn labels(cursor: &mut Cursor<'_>) -> Result<Vec<(String, String)>> {
    const FORM: &str = "labels are `{name=\"value\",…}`, without spaces";
    let mut labels: Vec<(String, String)> = Vec::new();
    cursor.expect("{", FORM)?;
    while !cursor.take("}") {
        if !labels.is_empty() {
            cursor.expect(",", FORM)?;
        }
        let begin = *cursor;
        let name = label_name(cursor)?;
        cursor.expect("=\"", FORM)?;
        let value = escaped(cursor, Some('"'), true)?;
        if labels.iter().any(|(earlier, _)| *earlier == name) {
            return Err(begin.error("a label is there once", format!("`{name}` is there twice")));
        }
        labels.push((name, value));
    }
    Ok(labels)
}

fn metric_name(cursor: &mut Cursor<'_>) -> Result<String> {
    let is_part = |character: char| character.is_ascii_alphanumeric() || "_:".contains(character);
    named(cursor, "a metric's name matches [a-zA-Z_:][a-zA-Z0-9_:]*", is_part)
}

fn label_name(cursor: &mut Cursor<'_>) -> Result<String> {
    let begin = *cursor;
    let is_part = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let name = named(cursor, "a label's name matches [a-zA-Z_][a-zA-Z0-9_]*", is_part)?;
    if name.starts_with("__") {
        return Err(begin.error("names of labels that begin with `__` are the server's", format!("`{name}`")));
    }
    Ok(name)
}

fn named(cursor: &mut Cursor<'_>, rule: &'static str, is_part: impl Fn(char) -> bool) -> Result<String> {
    let begin = *cursor;
    let name = cursor.take_while(is_part);
    if name.is_empty() || name.starts_with(|first: char| first.is_ascii_digit()) {
        return Err(begin.error(rule, begin.found()));
    }
    Ok(name.to_owned())
}

/// Text with escapes, up to a character that ends it, or up to the end of the line.
fn escaped(cursor: &mut Cursor<'_>, end: Option<char>, quotes: bool) -> Result<String> {
    let mut text = String::new();
    loop {
        let begin = *cursor;
        match cursor.next() {
            next if next == end => return Ok(text),
            None => return Err(begin.error("a label's value ends with a quote", begin.found())),
            Some('"') if quotes => {
                return Err(begin.error("a quote is written `\\\"`", "found one by itself"));
            }
            Some('\\') => match cursor.next() {
                Some('\\') => text.push('\\'),
                Some('n') => text.push('\n'),
                Some('"') if quotes => text.push('"'),
                _ => return Err(begin.error("escapes are `\\\\`, `\\n` and `\\\"`", "found another one")),
            },
            Some(character) => text.push(character),
        }
    }
}

impl Cursor<'_> {
    fn expect_end(&self) -> Result<()> {
        if self.rest().is_empty() {
            return Ok(());
        }
        Err(self.error("nothing stands after the value, its time and its exemplar", self.found()))
    }
}
