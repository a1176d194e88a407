//! Identifiers as label names and values.

use syn::LitStr;

/// The spellings that `rename_all` offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    Upper,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
    Camel,
    Pascal,
}

const CASES: [(&str, Case); 8] = [
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
    ("snake_case", Case::Snake),
    ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
    ("camelCase", Case::Camel),
    ("PascalCase", Case::Pascal),
];

impl Case {
    /// `identifier`, spelled this way.
    pub(crate) fn apply(self, identifier: &str) -> String {
        let words = words(identifier);
        match self {
            Self::Lower => words.concat(),
            Self::Upper => words.concat().to_uppercase(),
            Self::Snake => words.join("_"),
            Self::ScreamingSnake => words.join("_").to_uppercase(),
            Self::Kebab => words.join("-"),
            Self::ScreamingKebab => words.join("-").to_uppercase(),
            Self::Camel => match words.split_first() {
                Some((first, rest)) => first.clone() + &capitalized(rest),
                None => String::new(),
            },
            Self::Pascal => capitalized(&words),
        }
    }

    /// The case that a literal names, in the way it is spelled itself.
    pub(crate) fn named(name: &LitStr) -> syn::Result<Self> {
        let known = CASES.into_iter().find(|(known, _)| name.value() == *known);
        known.map(|(_, case)| case).ok_or_else(|| {
            let names = CASES.map(|(known, _)| format!("\"{known}\"")).join(", ");
            syn::Error::new(name.span(), format!("there is no such case: write one of {names}"))
        })
    }
}

/// The words of an identifier in lower case; an abbreviation in capitals is one word.
fn words(identifier: &str) -> Vec<String> {
    let letters: Vec<char> = identifier.chars().collect();
    let mut words = vec![String::new()];
    for (at, &letter) in letters.iter().enumerate() {
        if letter == '_' || starts_word(&letters, at) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter != '_') {
            word.extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a capital begins a word: `aB`, and the last one of `ABc`.
fn starts_word(letters: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| letters[before]);
    let after = letters.get(at + 1);
    letters[at].is_uppercase()
        && (before.is_some_and(|letter| !letter.is_uppercase())
            || after.is_some_and(|letter| letter.is_lowercase()))
}

fn capitalized(words: &[String]) -> String {
    words.iter().map(|word| capitalized_word(word)).collect()
}

fn capitalized_word(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::{CASES, Case, words};
    use syn::parse_quote;

    #[test]
    fn identifiers_are_split_into_words() {
        for (identifier, expected) in [
            ("Success", "success"),
            ("NotFound", "not found"),
            ("HTTPServer", "http server"),
            ("GET", "get"),
            ("Http2Error", "http2 error"),
            ("X", "x"),
            ("ABTest", "ab test"),
            ("snake_case", "snake case"),
            ("_Leading__Double_", "leading double"),
            ("Größe", "größe"),
            ("__", ""),
        ] {
            assert_eq!(words(identifier).join(" "), expected, "{identifier}");
        }
    }

    #[test]
    fn every_case_spells_itself() {
        let spelled = CASES.map(|(_, case)| case.apply("NotFoundHTTP"));
        assert_eq!(
            spelled,
            [
                "notfoundhttp",
                "NOTFOUNDHTTP",
                "not_found_http",
                "NOT_FOUND_HTTP",
                "not-found-http",
                "NOT-FOUND-HTTP",
                "notFoundHttp",
                "NotFoundHttp",
            ]
        );
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert!(CASES.iter().all(|(_, case)| case.apply("_").is_empty()));
    }

    #[test]
    fn an_unknown_case_is_answered_with_the_list() {
        let error = Case::named(&parse_quote!("Snake_Case")).unwrap_err().to_string();
        assert!(
            error.starts_with("there is no such case: write one of \"lowercase\", \"UPPERCASE\""),
            "{error}"
        );
        assert_eq!(Case::named(&parse_quote!("kebab-case")).unwrap(), Case::Kebab);
    }
}
