//! What was probably meant.

/// The candidate that `written` is a typing mistake of, if there is one.
pub(crate) fn nearest<'a>(written: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let tolerance = if written.len() < 4 { 1 } else { 2 };
    candidates
        .map(|candidate| (distance(written, candidate), candidate))
        .filter(|(distance, _)| *distance <= tolerance)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The number of characters to insert, remove or replace (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut costs: Vec<usize> = (0..=to.len()).collect();
    for (row, from) in from.chars().enumerate() {
        let mut diagonal = costs[0];
        costs[0] = row + 1;
        for (column, to) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = costs[column + 1];
            costs[column + 1] = replaced.min(diagonal + 1).min(costs[column] + 1);
        }
    }
    costs[to.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    const KEYS: [&str; 4] = ["name", "unit", "buckets", "max_series"];

    #[test]
    fn distances() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("unit", "unit"), 0);
    }

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        assert_eq!(nearest("bucket", KEYS.into_iter()), Some("buckets"));
        assert_eq!(nearest("max_serie", KEYS.into_iter()), Some("max_series"));
        assert_eq!(nearest("uint", KEYS.into_iter()), Some("unit"));
        assert_eq!(nearest("nam", KEYS.into_iter()), Some("name"));
        assert_eq!(nearest("colour", KEYS.into_iter()), None);
    }
}
