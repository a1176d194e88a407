//! Who exports: the attributes of the resource.

use std::env;
use std::path::Path;

use opentelemetry_proto::tonic::resource::v1::Resource as Message;

use super::encode::attribute;

/// Attributes by name, in the order in which they were first given.
#[derive(Clone, Debug, Default)]
pub(super) struct Resource(Vec<(String, String)>);

impl Resource {
    /// Adds an attribute, or replaces the one of this name.
    pub(super) fn set(&mut self, name: String, value: String) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some(known) => known.1 = value,
            None => self.0.push((name, value)),
        }
    }

    /// What `OTEL_RESOURCE_ATTRIBUTES` says: `key=value,key=value`, values with percent signs. All of it is ignored if a
    /// part of it is malformed.
    pub(super) fn set_list(&mut self, list: &str) -> Result<(), String> {
        for (name, value) in pairs(list)? {
            self.set(name, value);
        }
        Ok(())
    }

    pub(super) fn message(&self) -> Message {
        let mut all = Self(vec![
            ("service.name".to_owned(), format!("unknown_service:{}", program())),
            ("telemetry.sdk.language".to_owned(), "rust".to_owned()),
            ("telemetry.sdk.name".to_owned(), env!("CARGO_PKG_NAME").to_owned()),
            ("telemetry.sdk.version".to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
        ]);
        for (name, value) in &self.0 {
            all.set(name.clone(), value.clone());
        }
        let attributes = all.0.iter().map(|(name, value)| attribute(name, value)).collect();
        Message { attributes, ..Message::default() }
    }
}

/// The name of the program's file.
fn program() -> String {
    let path = env::args_os().next().unwrap_or_default();
    Path::new(&path).file_name().map_or_else(|| "rust".into(), |name| name.to_string_lossy().into_owned())
}

/// A list as W3C Baggage writes it, without properties: `key=value,key=value`. What is wrong is told without its text, which
/// may be a secret.
pub(super) fn pairs(list: &str) -> Result<Vec<(String, String)>, String> {
    let parts = list.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts
        .zip(1..)
        .map(|(part, number)| {
            let (name, value) =
                part.split_once('=').ok_or_else(|| format!("its part {number} has no `=`"))?;
            let name = decoded(name.trim()).filter(|name| !name.is_empty());
            let both = name.zip(decoded(value.trim()));
            both.ok_or_else(|| {
                format!("its part {number} has no name, or a percent sign that begins no character")
            })
        })
        .collect()
}

/// Without percent signs; `None` if they are wrong.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        if *byte == b'%' {
            let (digits, after) = rest.split_at_checked(2)?;
            let digit = |place: usize| char::from(digits[place]).to_digit(16);
            bytes.push(u8::try_from((digit(0)? << 4) | digit(1)?).ok()?);
            rest = after;
        } else {
            bytes.push(*byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_those_of_the_specification() {
        let own = |list: &[(&str, &str)]| {
            list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(pairs("a=1, b = x%2Cy%3Dz ,,c=").unwrap(), own(&[("a", "1"), ("b", "x,y=z"), ("c", "")]));
        assert_eq!(pairs("a=%C3%A4=b").unwrap(), own(&[("a", "\u{e4}=b")]));
        for wrong in ["a", "=1", "a=%", "a=%4", "a=%zz", "a=%ff", "a=1,b"] {
            assert!(pairs(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_said_last_holds() {
        let mut resource = Resource::default();
        resource.set_list("service.name=a,zone=b").unwrap();
        resource.set("service.name".to_owned(), "c".to_owned());
        let message = resource.message();
        let names: Vec<_> = message.attributes.iter().map(|attribute| attribute.key.as_str()).collect();
        let expected =
            ["service.name", "telemetry.sdk.language", "telemetry.sdk.name", "telemetry.sdk.version", "zone"];
        assert_eq!(names, expected);
        assert_eq!(message.attributes[0], attribute("service.name", "c"));
        assert_eq!(Resource::default().set_list("a=1,b").unwrap_err(), "its part 2 has no `=`");
    }
}
