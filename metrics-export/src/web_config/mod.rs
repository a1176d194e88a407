//! The file `web-config.yml`, as the exporters of Prometheus are configured by it.

mod duration;
mod file;
mod words;

use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::Duration;

use hyper::header::{HeaderName, HeaderValue};

use self::file::{HttpConfig, TlsConfig, WebConfig};
use crate::files::Files;
use crate::settings::Settings;
use crate::tls::{Pem, Tls};

/// Reads the file, and adds what it says to what was configured in code.
pub(crate) fn apply(path: &Path, settings: &mut Settings, files: &mut Files) -> io::Result<()> {
    let text = files.read(path)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    read(&text, folder, settings)
        .map_err(|why| io::Error::new(ErrorKind::InvalidData, format!("{}: {why}", path.display())))
}

/// The same, without the file. What goes wrong names the key.
pub(crate) fn read(text: &[u8], folder: &Path, settings: &mut Settings) -> Result<(), String> {
    let config: Option<WebConfig> = yaml_serde::from_slice(text).map_err(|error| error.to_string())?;
    let WebConfig { tls_server_config, http_server_config, basic_auth_users, rate_limit } =
        config.unwrap_or_default();
    let HttpConfig { http2, headers } = http_server_config.unwrap_or_default();
    settings.http2 = http2.unwrap_or(true);
    if let Some(tls) = tls_server_config.filter(TlsConfig::is_enabled) {
        settings.tls = Some(tls.into_tls(folder).map_err(|why| format!("tls_server_config: {why}"))?);
    }
    settings.credentials.users.extend(basic_auth_users.unwrap_or_default());
    for (name, value) in headers.unwrap_or_default() {
        let (name, value) =
            header(&name, &value).map_err(|why| format!("http_server_config: headers: {why}"))?;
        settings.headers.extend(value.map(|value| (name, value)));
    }
    if let Some(limit) = rate_limit {
        let interval = limit.interval.map_or(Ok(Duration::ZERO), |interval| duration::parse(&interval));
        let interval = interval.map_err(|why| format!("rate_limit: interval: {why}"))?;
        settings.rate_limit =
            Some((interval, limit.burst.unwrap_or(0))).filter(|(interval, _)| !interval.is_zero());
    }
    Ok(())
}

impl TlsConfig {
    /// Whether there is to be TLS: whether anything is said that has a meaning only then.
    fn is_enabled(&self) -> bool {
        let texts =
            [&self.cert, &self.key, &self.client_ca, &self.cert_file, &self.key_file, &self.client_ca_file];
        texts.into_iter().chain([&self.client_auth_type]).flatten().any(|text| !text.is_empty())
    }

    fn into_tls(self, folder: &Path) -> Result<Tls, String> {
        let pem = |file: Option<String>, text: Option<String>| {
            let file = file.filter(|file| !file.is_empty()).map(|file| Pem::File(folder.join(file)));
            file.or(text.filter(|text| !text.is_empty()).map(|text| Pem::Text(text.into())))
        };
        let chain = pem(self.cert_file, self.cert).ok_or("missing one of cert or cert_file")?;
        let key = pem(self.key_file, self.key).ok_or("missing one of key or key_file")?;
        let mut tls = Tls::new(chain, key);
        tls.clients.ca = pem(self.client_ca_file, self.client_ca);
        tls.clients.auth = Some(words::client_auth(self.client_auth_type.as_deref())?);
        tls.clients.names = self.client_allowed_sans;
        tls.versions = words::versions(self.min_version.as_deref(), self.max_version.as_deref())?;
        let chosen = |names: Option<Vec<String>>| names.filter(|names| !names.is_empty());
        tls.suites = chosen(self.cipher_suites).map(|names| words::cipher_suites(&names)).transpose()?;
        tls.curves = chosen(self.curve_preferences).map(|names| words::curves(&names)).transpose()?;
        tls.own_order = self.prefer_server_cipher_suites.unwrap_or(true);
        Ok(tls)
    }
}

/// One of the headers that may be added, and its value, if it has one.
fn header(name: &str, value: &str) -> Result<(HeaderName, Option<HeaderValue>), String> {
    let allowed: &[&str] = match name {
        "X-Content-Type-Options" => &["nosniff"],
        "X-Frame-Options" => &["deny", "sameorigin"],
        "Content-Security-Policy" | "Strict-Transport-Security" | "X-XSS-Protection" => &[],
        _ => return Err(format!("`{name}` cannot be configured")),
    };
    if !value.is_empty() && !allowed.is_empty() && !allowed.contains(&value) {
        return Err(format!("{name}: `{value}` is not one of: {}", allowed.join(", ")));
    }
    let name: HeaderName = name.parse().map_err(|_| format!("`{name}` is no name of a header"))?;
    let value = value.parse().map_err(|_| format!("{name}: `{value}` is no value of a header"));
    let value: HeaderValue = value?;
    Ok((name, Some(value).filter(|value| !value.is_empty())))
}
