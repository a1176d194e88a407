//! Durations as Go writes them.

use std::time::Duration;

const UNITS: [(&str, f64); 8] = [
    ("ns", 1e-9),
    ("us", 1e-6),
    ("\u{b5}s", 1e-6),
    ("\u{3bc}s", 1e-6),
    ("ms", 1e-3),
    ("s", 1.0),
    ("m", 60.0),
    ("h", 3600.0),
];

/// `1h15m30.5s`, `300ms`, `0`: numbers, each with its unit.
pub(super) fn parse(text: &str) -> Result<Duration, String> {
    let wrong = || format!("`{text}` is no duration, as `1s` or `500ms`");
    if text == "0" {
        return Ok(Duration::ZERO);
    }
    let (mut rest, mut seconds) = (text, 0.0);
    while !rest.is_empty() {
        let (number, after) = split(rest, |c| c.is_ascii_digit() || c == '.');
        let (unit, after) = split(after, |c| !c.is_ascii_digit() && c != '.');
        let number: f64 = number.parse().map_err(|_| wrong())?;
        let (_, length) = UNITS.iter().find(|(name, _)| *name == unit).ok_or_else(wrong)?;
        seconds += number * length;
        rest = after;
    }
    Duration::try_from_secs_f64(seconds).ok().filter(|_| !text.is_empty()).ok_or_else(wrong)
}

/// The beginning that consists of such characters, and the rest.
fn split(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !belongs(c)).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn as_go_does() {
        for (text, millis) in [
            ("0", 0),
            ("0s", 0),
            ("1s", 1_000),
            ("1h", 3_600_000),
            ("1h15m30.5s", 4_530_500),
            ("300ms", 300),
            ("1500us", 1),
            (".5s", 500),
            ("1.s", 1_000),
        ] {
            assert_eq!(parse(text).map(|duration| duration.as_millis()), Ok(millis), "{text}");
        }
        for text in ["", "1", "s", "1 s", "-1s", "1d", "1s2", "..s", "1e3s", "soon", "99999999999999999999h"]
        {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
