//! What the environment says, in OpenTelemetry's variables.
//!
//! As its specification has it: a variable that is empty is not there, and one that is wrong is told about and ignored.

use std::ffi::OsString;
use std::time::Duration;

use hyper::header::HeaderName;

use super::resource::pairs;
use super::settings::{Compression, Protocol, Secret, Settings, sensible};

/// The settings that the environment makes of the defaults, and what in it is wrong.
pub(super) fn settings(variable: impl Fn(&str) -> Option<OsString>) -> (Settings, Vec<String>) {
    let mut reader = Reader { variable, settings: Settings::default(), complaints: Vec::new() };
    reader.sdk();
    reader.exporter();
    reader.resource();
    reader.tls();
    (reader.settings, reader.complaints)
}

/// What is wrong in the environment. What is not is understood, up to the address that a message goes to.
#[cfg(any(test, metrics_fuzz))]
#[allow(dead_code, reason = "`fuzzing` takes more features than this one")]
pub(crate) fn complaints(variable: impl Fn(&str) -> Option<OsString>) -> Vec<String> {
    let (settings, complaints) = settings(variable);
    let _ = settings.url();
    for (name, value) in &settings.headers {
        let _ = crate::client::header(name, &value.0);
    }
    let _ = settings.resource.message();
    complaints
}

struct Reader<F> {
    variable: F,
    settings: Settings,
    complaints: Vec<String>,
}

impl<F: Fn(&str) -> Option<OsString>> Reader<F> {
    fn sdk(&mut self) {
        self.read("OTEL_SDK_DISABLED", |settings, value| {
            settings.disabled |= value.eq_ignore_ascii_case("true");
            Ok(())
        });
        self.read("OTEL_METRICS_EXPORTER", |settings, value| {
            settings.disabled |= !value.split(',').any(|exporter| exporter.trim() == "otlp");
            Ok(())
        });
        self.read("OTEL_METRIC_EXPORT_INTERVAL", |settings, value| {
            settings.interval = milliseconds(value)?;
            Ok(())
        });
        self.read("OTEL_METRIC_EXPORT_TIMEOUT", |settings, value| {
            settings.patience = milliseconds(value)?;
            Ok(())
        });
    }

    fn exporter(&mut self) {
        self.read("OTEL_EXPORTER_OTLP_ENDPOINT", |settings, value| {
            settings.endpoint = Some(value.to_owned());
            Ok(())
        });
        self.read("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", |settings, value| {
            settings.metrics_endpoint = Some(value.to_owned());
            Ok(())
        });
        self.read_both("INSECURE", |settings, value| {
            settings.insecure = value.eq_ignore_ascii_case("true");
            Ok(())
        });
        self.read_both("PROTOCOL", |settings, value| {
            settings.protocol = protocol(value)?;
            Ok(())
        });
        self.read_both("HEADERS", |settings, value| {
            settings.headers = headers(value)?;
            Ok(())
        });
        self.read_both("TIMEOUT", |settings, value| {
            settings.timeout = milliseconds(value)?;
            Ok(())
        });
        self.read_both("COMPRESSION", |settings, value| {
            settings.compression = compression(value)?;
            Ok(())
        });
        self.read("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", |settings, value| {
            settings.style.delta = is_delta(value)?;
            Ok(())
        });
        self.read("OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION", |settings, value| {
            settings.style.exponential = is_exponential(value)?;
            Ok(())
        });
    }

    fn resource(&mut self) {
        self.read("OTEL_RESOURCE_ATTRIBUTES", |settings, value| settings.resource.set_list(value));
        self.read("OTEL_SERVICE_NAME", |settings, value| {
            settings.resource.set("service.name".to_owned(), value.to_owned());
            Ok(())
        });
    }

    #[cfg(feature = "client-tls")]
    fn tls(&mut self) {
        self.read_both("CERTIFICATE", |settings, value| {
            settings.tls = settings.tls.clone().authorities(value);
            Ok(())
        });
        match (self.of_both("CLIENT_CERTIFICATE"), self.of_both("CLIENT_KEY")) {
            (Some((_, certificate)), Some((_, key))) => {
                self.settings.tls = self.settings.tls.clone().identity(certificate, key);
            }
            (Some((name, _)), None) => self.complain(&name, "a certificate takes a key, …CLIENT_KEY"),
            (None, Some((name, _))) => self.complain(&name, "a key takes a certificate, …CLIENT_CERTIFICATE"),
            (None, None) => {}
        }
    }

    #[cfg(not(feature = "client-tls"))]
    fn tls(&mut self) {
        for name in ["CERTIFICATE", "CLIENT_CERTIFICATE", "CLIENT_KEY"] {
            self.read_both(name, |_, _| {
                Err("certificates take the feature `client-tls` of the crate metrics-export".to_owned())
            });
        }
    }

    fn read(&mut self, name: &str, apply: impl FnOnce(&mut Settings, &str) -> Result<(), String>) {
        let Some(value) = self.value(name) else { return };
        if let Err(why) = apply(&mut self.settings, value.trim()) {
            self.complain(name, &why);
        }
    }

    fn complain(&mut self, name: &str, why: &str) {
        self.complaints.push(format!("{name} is ignored: {why}"));
    }

    /// What a variable says, if it says anything.
    fn value(&mut self, name: &str) -> Option<String> {
        let Ok(value) = (self.variable)(name)?.into_string() else {
            self.complain(name, "it is not in UTF-8");
            return None;
        };
        Some(value).filter(|value| !value.trim().is_empty())
    }

    /// The variable for all signals, and then the one for metrics, which wins.
    fn read_both(&mut self, name: &str, apply: impl Fn(&mut Settings, &str) -> Result<(), String>) {
        self.read(&format!("OTEL_EXPORTER_OTLP_{name}"), &apply);
        self.read(&format!("OTEL_EXPORTER_OTLP_METRICS_{name}"), &apply);
    }

    #[cfg(feature = "client-tls")]
    fn of_both(&mut self, name: &str) -> Option<(String, String)> {
        let names = [format!("OTEL_EXPORTER_OTLP_METRICS_{name}"), format!("OTEL_EXPORTER_OTLP_{name}")];
        names.into_iter().find_map(|name| self.value(&name).map(|value| (name, value)))
    }
}

/// Headers whose names are some. A name that is none may be the beginning of a secret, so it is not shown.
fn headers(list: &str) -> Result<Vec<(String, Secret)>, String> {
    let pairs = pairs(list)?.into_iter().zip(1..);
    pairs
        .map(|((name, value), number)| match HeaderName::try_from(&name) {
            Ok(_) => Ok((name, Secret(value))),
            Err(_) => Err(format!("the name in its part {number} is none that a header can have")),
        })
        .collect()
}

fn milliseconds(value: &str) -> Result<Duration, String> {
    let milliseconds = value.parse().map_err(|_| format!("`{value}` is no number of milliseconds"))?;
    if milliseconds == 0 {
        return Err("it is no time at all".to_owned());
    }
    Ok(sensible(Duration::from_millis(milliseconds)))
}

fn protocol(value: &str) -> Result<Protocol, String> {
    match value {
        "http/protobuf" => Ok(Protocol::Http),
        #[cfg(feature = "otlp-grpc")]
        "grpc" => Ok(Protocol::Grpc),
        #[cfg(not(feature = "otlp-grpc"))]
        "grpc" => Err("gRPC is the feature `otlp-grpc` of the crate metrics-export".to_owned()),
        other => Err(format!("`{other}` is no protocol that is known: `http/protobuf` and `grpc` are")),
    }
}

fn compression(value: &str) -> Result<Compression, String> {
    match value {
        "gzip" => Ok(Compression::Gzip),
        "none" => Ok(Compression::None),
        other => Err(format!("`{other}` is no compression that is known: `gzip` and `none` are")),
    }
}

fn is_delta(value: &str) -> Result<bool, String> {
    match value.to_ascii_lowercase().as_str() {
        "cumulative" => Ok(false),
        // Which metrics are read from callbacks, and so would stay cumulative, cannot be told.
        "delta" | "lowmemory" => Ok(true),
        other => Err(format!("`{other}` is none of `cumulative`, `delta`, `lowmemory`")),
    }
}

fn is_exponential(value: &str) -> Result<bool, String> {
    match value.to_ascii_lowercase().as_str() {
        "explicit_bucket_histogram" => Ok(false),
        "base2_exponential_bucket_histogram" => Ok(true),
        other => Err(format!(
            "`{other}` is neither `explicit_bucket_histogram` nor `base2_exponential_bucket_histogram`"
        )),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn read(variables: &[(&str, &str)]) -> (Settings, Vec<String>) {
        let variables: HashMap<_, _> = variables.iter().copied().collect();
        settings(|name| variables.get(name).map(Into::into))
    }

    #[test]
    fn an_empty_environment_says_nothing() {
        let (settings, complaints) = read(&[("OTEL_SERVICE_NAME", " "), ("OTEL_EXPORTER_OTLP_TIMEOUT", "")]);
        assert_eq!(format!("{settings:?}"), format!("{:?}", Settings::default()));
        assert_eq!(complaints, [""; 0]);
    }

    #[test]
    fn each_variable_is_read() {
        let (settings, complaints) = read(&[
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://all:1"),
            ("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://metrics:2/x"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "a=1"),
            ("OTEL_EXPORTER_OTLP_METRICS_HEADERS", "authorization=Bearer%20t,b=2"),
            ("OTEL_EXPORTER_OTLP_TIMEOUT", "1500"),
            ("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip"),
            ("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "DELTA"),
            (
                "OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION",
                "base2_exponential_bucket_histogram",
            ),
            ("OTEL_METRIC_EXPORT_INTERVAL", "5000"),
            ("OTEL_METRIC_EXPORT_TIMEOUT", "4000"),
            ("OTEL_RESOURCE_ATTRIBUTES", "service.name=x,zone=b%20c"),
            ("OTEL_SERVICE_NAME", "shop"),
        ]);
        assert_eq!(complaints, [""; 0]);
        assert_eq!(settings.url().unwrap(), "http://metrics:2/x");
        let headers: Vec<_> =
            settings.headers.iter().map(|(name, Secret(value))| (&**name, &**value)).collect();
        assert_eq!(headers, [("authorization", "Bearer t"), ("b", "2")]);
        assert_eq!(settings.timeout, Duration::from_millis(1500));
        assert_eq!(settings.compression, Compression::Gzip);
        assert!(settings.style.delta);
        assert_eq!((settings.interval, settings.patience), (Duration::from_secs(5), Duration::from_secs(4)));
        assert!(settings.style.exponential && !settings.disabled);
        let message = settings.resource.message();
        assert!(format!("{message:?}").contains("shop") && format!("{message:?}").contains("b c"));
        assert!(!format!("{settings:?}").contains("Bearer"), "secrets are not shown");
    }

    #[test]
    fn what_is_wrong_is_told_and_ignored() {
        let (settings, complaints) = read(&[
            ("OTEL_EXPORTER_OTLP_TIMEOUT", "soon"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "0"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json"),
            ("OTEL_EXPORTER_OTLP_COMPRESSION", "br"),
            ("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "both"),
            ("OTEL_RESOURCE_ATTRIBUTES", "a"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "authorization: Bearer secret"),
            ("OTEL_EXPORTER_OTLP_METRICS_HEADERS", "authorization: Bearer secret=="),
        ]);
        assert_eq!(complaints.len(), 8);
        assert!(!complaints.concat().contains("secret"), "{complaints:?}");
        assert_eq!(complaints[0], "OTEL_METRIC_EXPORT_INTERVAL is ignored: it is no time at all");
        assert_eq!(format!("{settings:?}"), format!("{:?}", Settings::default()));
    }

    #[cfg(feature = "client-tls")]
    #[test]
    fn half_of_what_belongs_together_is_told() {
        for (name, why) in [
            ("OTEL_EXPORTER_OTLP_METRICS_CLIENT_KEY", "a key takes a certificate, …CLIENT_CERTIFICATE"),
            ("OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", "a certificate takes a key, …CLIENT_KEY"),
        ] {
            assert_eq!(read(&[(name, "/a.pem")]).1, [format!("{name} is ignored: {why}")]);
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_text_is_told() {
        use std::os::unix::ffi::OsStringExt as _;

        let (_, complaints) =
            settings(|name| (name == "OTEL_SERVICE_NAME").then(|| OsString::from_vec(vec![0xFF])));
        assert_eq!(complaints, ["OTEL_SERVICE_NAME is ignored: it is not in UTF-8"]);
    }

    #[test]
    fn it_can_be_turned_off() {
        for (name, value) in [("OTEL_SDK_DISABLED", "TRUE"), ("OTEL_METRICS_EXPORTER", "none")] {
            assert!(read(&[(name, value)]).0.disabled);
        }
        for (name, value) in [("OTEL_SDK_DISABLED", "1"), ("OTEL_METRICS_EXPORTER", "prometheus, otlp")] {
            assert!(!read(&[(name, value)]).0.disabled);
        }
    }

    #[cfg(feature = "otlp-grpc")]
    #[test]
    fn the_variable_for_metrics_wins() {
        let protocol = |metrics| {
            let variables =
                [("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"), ("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", metrics)];
            read(&variables).0.protocol
        };
        assert_eq!(protocol(""), Protocol::Grpc);
        assert_eq!(protocol("http/protobuf"), Protocol::Http);
    }
}
