//! What is configured: a file, the environment, the group of a batch job.

use std::collections::HashMap;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE;

use super::text;
use crate::otlp;
use crate::pushgateway::Grouping;
use crate::settings::Settings;
use crate::web_config;

/// A file is understood, or told what is wrong with it.
pub(super) fn web_config(bytes: &[u8]) {
    let mut settings = Settings::default();
    if web_config::read(bytes, Path::new(""), &mut settings).is_err() {
        return;
    }
    // Files that it names are not to be read here.
    if !text(bytes).contains("_file") {
        let (_, policy) = settings.load();
        drop(policy);
    }
}

/// Variables are understood, or ignored with a complaint that names one of them. Lines are `name=value`.
pub(super) fn environment(bytes: &[u8]) {
    let text = text(bytes);
    let variables: HashMap<_, _> = text.lines().filter_map(|line| line.split_once('=')).collect();
    let complaints = otlp::complaints(|name| variables.get(name).map(Into::into));
    for complaint in complaints {
        assert!(complaint.starts_with("OTEL_"), "{complaint}");
    }
}

/// A path says the labels of a group, whatever is in them. Lines are a job, and then names and values in turn.
pub(super) fn grouping(bytes: &[u8]) {
    let text = text(bytes);
    let mut lines = text.split('\n');
    let job = lines.next().unwrap_or_default();
    let mut group = Grouping::new(job.to_owned());
    let mut labels = vec![("job".to_owned(), job.to_owned())];
    while let Some((name, value)) = lines.next().zip(lines.next()) {
        group.push(name.to_owned(), value.to_owned());
        labels.push((name.to_owned(), value.to_owned()));
    }
    if let Ok(path) = group.path() {
        let path = path.strip_prefix("/metrics/").expect("a path to metrics");
        assert_eq!(understood(path), labels, "{path}");
    }
}

/// The labels in a path, as the Pushgateway reads it.
fn understood(path: &str) -> Vec<(String, String)> {
    let mut segments = path.split('/');
    let mut labels = Vec::new();
    while let Some(name) = segments.next() {
        let value = segments.next().expect("each name has a value");
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~=".contains(&byte);
        assert!(value.bytes().all(is_plain) && !["", ".", ".."].contains(&value), "{value}");
        labels.push(match name.strip_suffix("@base64") {
            None => (name.to_owned(), value.to_owned()),
            Some(name) => (name.to_owned(), decoded(value)),
        });
    }
    labels
}

/// With or without padding, as the Pushgateway allows.
fn decoded(value: &str) -> String {
    let mut padded = value.trim_end_matches('=').to_owned();
    while padded.len() % 4 != 0 {
        padded.push('=');
    }
    String::from_utf8(URL_SAFE.decode(padded).expect("base64")).expect("what went in was text")
}
