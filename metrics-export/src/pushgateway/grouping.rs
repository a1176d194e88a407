//! The path that names a group: `/metrics/job/<job>/<label>/<value>…`.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::client::ConfigError;

/// The labels of a group, in the order in which they were given.
#[derive(Clone, Debug)]
pub(crate) struct Grouping {
    job: String,
    labels: Vec<(String, String)>,
}

impl Grouping {
    pub(crate) fn new(job: String) -> Self {
        Self { job, labels: Vec::new() }
    }

    pub(crate) fn push(&mut self, name: String, value: String) {
        self.labels.push((name, value));
    }

    /// The path, without a slash at its end.
    pub(crate) fn path(&self) -> Result<String, ConfigError> {
        if self.job.is_empty() {
            return Err(ConfigError::new("the job of a Pushgateway's group is not empty"));
        }
        let mut path = "/metrics".to_owned();
        push_label(&mut path, "job", &self.job);
        for (place, (name, value)) in self.labels.iter().enumerate() {
            if !is_label_name(name) {
                return Err(ConfigError::new(format!(
                    "`{name}` cannot name a label of a Pushgateway's group"
                )));
            }
            if name == "job" || self.labels[..place].iter().any(|(earlier, _)| earlier == name) {
                return Err(ConfigError::new(format!(
                    "the label `{name}` of a Pushgateway's group is given twice"
                )));
            }
            push_label(&mut path, name, value);
        }
        Ok(path)
    }
}

/// Whether a server takes this for the name of a label; the ones with two underscores are its own.
fn is_label_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !name.starts_with("__")
}

/// What a path cannot carry as it is goes in base64: slashes and empty values, for which the gateway has no other way,
/// and all that would have to be escaped, so that nothing on the way unescapes it too early.
fn push_label(path: &mut String, name: &str, value: &str) {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    path.push('/');
    path.push_str(name);
    // Dots alone would be taken for a way up.
    if value.bytes().all(is_plain) && value.bytes().any(|byte| byte != b'.') {
        path.push('/');
        path.push_str(value);
    } else {
        path.push_str("@base64/");
        URL_SAFE_NO_PAD.encode_string(value, path);
        if value.is_empty() {
            // A segment must not be empty; padding alone decodes to nothing.
            path.push('=');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(job: &str, labels: &[(&str, &str)]) -> Result<String, String> {
        let mut grouping = Grouping::new(job.to_owned());
        for (name, value) in labels {
            grouping.push((*name).to_owned(), (*value).to_owned());
        }
        grouping.path().map_err(|error| error.to_string())
    }

    #[test]
    fn paths_are_those_that_the_gateway_documents() {
        for (job, labels, expected) in [
            ("some_job", &[][..], "/metrics/job/some_job"),
            ("my_job", &[("a", "9"), ("b", "a/z")], "/metrics/job/my_job/a/9/b@base64/YS96"),
            ("some_job", &[("instance", "")], "/metrics/job/some_job/instance@base64/="),
            // From the gateway's README.
            (
                "directory_cleaner",
                &[("path", "/var/tmp")],
                "/metrics/job/directory_cleaner/path@base64/L3Zhci90bXA",
            ),
            (
                "titan",
                &[("name", "\u{3a0}\u{3c1}\u{3bf}\u{3bc}\u{3b7}\u{3b8}\u{3b5}\u{3cd}\u{3c2}")],
                "/metrics/job/titan/name@base64/zqDPgc6_zrzOt864zrXPjc-C",
            ),
            ("a b", &[("x", "50%"), ("y", "..")], "/metrics/job@base64/YSBi/x@base64/NTAl/y@base64/Li4"),
            ("v1.2-rc_3~4", &[("y", "...5")], "/metrics/job/v1.2-rc_3~4/y/...5"),
        ] {
            assert_eq!(path(job, labels).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn groups_that_the_gateway_refuses_are_refused_here() {
        for (job, labels, says) in [
            ("", &[][..], "is not empty"),
            ("job", &[("a-b", "1")], "`a-b` cannot name"),
            ("job", &[("", "1")], "`` cannot name"),
            ("job", &[("9", "1")], "`9` cannot name"),
            ("job", &[("__name__", "1")], "`__name__` cannot name"),
            ("job", &[("job", "1")], "`job` of a Pushgateway's group is given twice"),
            ("job", &[("a", "1"), ("b", "2"), ("a", "1")], "`a` of a Pushgateway's group is given twice"),
        ] {
            let message = path(job, labels).unwrap_err();
            assert!(message.contains(says), "{message}");
        }
    }
}
