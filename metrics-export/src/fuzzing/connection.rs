//! A connection in memory: what a client says, and what comes back.

use std::sync::Arc;
use std::time::Duration;

use metrics_core::{Counter, Metrics, Registry, label::StatusClass};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex, split};
use tokio::join;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;
use tokio::time::sleep;

use crate::crowd::Crowd;
use crate::endpoint::Endpoint;
use crate::progress::Progress;
use crate::reload::Reloading;
use crate::settings::Settings;
use crate::tls::Tls;
use crate::visit::Visit;

/// What fits on the way before somebody reads: less than an answer, so that both sides have to wait.
const PIPE: usize = 256;
/// How long a client waits before it leaves. The clock is ahead by that as soon as nothing happens any more.
const QUIET: Duration = Duration::from_secs(3);

/// Whatever a client says is answered by HTTP, or its connection closed.
pub(super) fn http(bytes: &[u8]) {
    thread_local!(static HOST: Host = Host::new(Settings::default()));
    let answer = HOST.with(|host| host.answer(bytes));
    let is_http_1 = answer.starts_with(b"HTTP/1.") && !answer.starts_with(b"HTTP/1.1 500");
    // The first frame of a server that speaks HTTP/2 is its settings.
    let is_http_2 = answer.get(3) == Some(&4);
    assert!(answer.is_empty() || is_http_1 || is_http_2, "{}", answer.escape_ascii());
}

/// Whoever does not speak TLS is told so by TLS, or finds the connection closed: nobody else hears of metrics.
pub(super) fn tls(bytes: &[u8]) {
    thread_local!(static HOST: Host = Host::new(secure()));
    const HANDSHAKE_OR_ALERT: [u8; 2] = [0x16, 0x15];
    let answer = HOST.with(|host| host.answer(bytes));
    let is_tls = answer.first().is_none_or(|first| HANDSHAKE_OR_ALERT.contains(first));
    assert!(is_tls, "{}", answer.escape_ascii());
}

fn secure() -> Settings {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let tls = Tls::from_pem(cert.pem(), signing_key.serialize_pem()).client_ca_pem(cert.pem());
    Settings { tls: Some(tls), ..Settings::default() }
}

#[derive(Metrics)]
#[metrics(prefix = "fuzz")]
struct FuzzMetrics {
    /// What is asked for.
    requests: Counter<StatusClass>,
}

/// An endpoint without a socket, and with a clock that is ahead wherever everybody waits for it.
struct Host {
    runtime: Runtime,
    endpoint: Endpoint,
    rules: Arc<Reloading>,
}

impl Host {
    fn new(settings: Settings) -> Self {
        let (registry, metrics) = (Registry::new(), Arc::new(FuzzMetrics::new()));
        registry.register(Arc::clone(&metrics)).expect("it is alone");
        metrics.requests.with(StatusClass::Success).inc();
        Self {
            runtime: Builder::new_current_thread()
                .enable_time()
                .start_paused(true)
                .build()
                .expect("a runtime"),
            endpoint: Endpoint::new(Arc::new(Arc::new(registry))),
            rules: Arc::new(Reloading::new(settings).expect("settings without mistakes")),
        }
    }

    /// What comes back to a client that says this, and then nothing more. Ends when the connection has.
    fn answer(&self, bytes: &[u8]) -> Vec<u8> {
        self.runtime.block_on(async {
            let (client, server) = duplex(PIPE);
            let (progress, (_leave, leaving)) = (Progress::new(), watch::channel(false));
            let visit = Visit::new(self.endpoint.clone(), Arc::clone(&self.rules), progress.clone(), leaving);
            let mut crowd = Crowd::new(1);
            crowd.admit(progress, visit.begin(server));
            let ((mut reader, mut writer), mut answer) = (split(client), Vec::new());
            let say = async {
                // It may be gone before all is said.
                let _ = writer.write_all(bytes).await;
                // Who leaves at once is not answered any more.
                sleep(QUIET).await;
                let _ = writer.shutdown().await;
            };
            let hear = reader.read_to_end(&mut answer);
            let ((), heard, gone) = join!(say, hear, crowd.departure());
            heard.expect("a pipe does not fail");
            gone.expect("a connection ends");
            answer
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scrape_in_memory_is_one() {
        let host = Host::new(Settings::default());
        let answer = host.answer(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
        let answer = String::from_utf8(answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(answer.contains("fuzz_requests_total{status=\"2xx\"} 1\n"), "{answer}");
    }
}
