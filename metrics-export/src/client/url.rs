//! Addresses and headers, as users write them.

use hyper::Uri;
use hyper::header::{HeaderName, HeaderValue};
use hyper::http::uri::Authority;

use super::ConfigError;

/// An absolute address of a server.
pub(crate) fn parse_url(url: &str) -> Result<Uri, ConfigError> {
    if url.contains('@') {
        // Before it is parsed: a URL is shown, here and elsewhere, and what is before a `#` or `?` in a password would be
        // taken for a host and its port.
        return Err(ConfigError::new(
            "a URL to push to has no password and no `@` in it: there are headers for that",
        ));
    }
    let uri: Uri = url
        .trim()
        .parse()
        .map_err(|error| ConfigError::because(format!("`{url}` is not a URL to push to"), error))?;
    let (authority, host) = (uri.authority().map_or("", Authority::as_str), uri.host().unwrap_or(""));
    let has_odd_port = authority != host && uri.port_u16().is_none();
    if host.is_empty() || has_odd_port || uri.query().is_some() {
        return Err(ConfigError::new(format!(
            "`{url}` is not a URL to push to: write it as `http://host:port`, perhaps with a path"
        )));
    }
    match uri.scheme_str() {
        Some("http") => Ok(uri),
        Some("https") if cfg!(feature = "client-tls") => Ok(uri),
        Some("https") => Err(ConfigError::new(format!(
            "`{url}` takes TLS, which is the feature `client-tls` of the crate metrics-export"
        ))),
        _ => Err(ConfigError::new(format!(
            "`{url}` is not a URL to push to: it begins with `http://` or `https://`"
        ))),
    }
}

/// A header, whose value is a secret.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), ConfigError> {
    let header = HeaderName::try_from(name.trim())
        .map_err(|error| ConfigError::because(format!("`{name}` cannot name a header"), error))?;
    let mut value = HeaderValue::try_from(value)
        .map_err(|error| ConfigError::because(format!("the header `{name}` cannot have its value"), error))?;
    value.set_sensitive(true);
    Ok((header, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_url_is_told_so() {
        for (url, says) in [
            ("localhost", "begins with `http://`"),
            ("localhost:9091", "is not a URL to push to"),
            ("ftp://localhost:21", "begins with `http://`"),
            ("http://", "is not a URL to push to"),
            ("http://localhost:9091/?a=b", "write it as"),
            ("http://localhost:port", "write it as"),
            ("http://localhost:99999", "is not a URL to push to"),
            ("http://user:secret@localhost:9091", "headers for that"),
            ("http://user:sec ret@localhost:9091", "headers for that"),
            ("http://user:secret#1@localhost:9091", "headers for that"),
            ("http://user:1?secret@localhost:9091", "headers for that"),
            ("", "is not a URL to push to"),
        ] {
            let message = parse_url(url).expect_err(url).to_string();
            assert!(message.contains(says), "{url}: {message}");
            assert!(!message.contains("secret"));
        }
        assert_eq!(parse_url("http://[::1]:9091/prefix/").unwrap().path(), "/prefix/");
        assert_eq!(parse_url("https://localhost").is_ok(), cfg!(feature = "client-tls"));
    }

    #[test]
    fn a_header_keeps_its_secret() {
        assert_eq!(format!("{:?}", header("Authorization", "Bearer t").unwrap().1), "Sensitive");
        assert!(header("a b", "").is_err());
        assert!(!header("x", "secret\n").unwrap_err().to_string().contains("secret"));
    }
}
