//! Tables in markdown.

use crate::suite::Style;

/// Prints a table, with the first column to the left and the others to the right.
pub fn print(head: &[&str], rows: &[Vec<String>]) {
    println!("| {} |", head.join(" | "));
    println!("|:--|{}", "--:|".repeat(head.len() - 1));
    for row in rows {
        println!("| {} |", row.join(" | "));
    }
    println!();
}

/// A contender's name, set by what it stands for.
pub fn name(name: &str, style: Style) -> String {
    match style {
        Style::Limit => format!("*{name}*"),
        Style::Ours => format!("**➜ {name}**"),
        Style::Idiom => format!("**{name}**"),
        Style::Shortcut => name.to_owned(),
        Style::Delayed => format!("~~{name}~~"),
    }
}

/// A number with three significant digits.
pub fn number(number: f64) -> String {
    match number.abs() {
        0.0 => "0".to_owned(),
        size if size >= 100.0 => format!("{number:.0}"),
        size if size >= 10.0 => format!("{number:.1}"),
        _ => format!("{number:.2}"),
    }
}

/// A ratio, or nothing where there is nothing to compare with.
pub fn ratio(number: f64, to: Option<f64>) -> String {
    to.filter(|to| *to > 0.0).map_or_else(|| "–".to_owned(), |to| format!("{:.2}", number / to))
}
