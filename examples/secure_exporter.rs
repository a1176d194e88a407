//! An endpoint that can stand in the open: TLS and passwords, by the file that Prometheus' exporters share. A certificate
//! is made at each start, for want of a real one.
//!
//! ```text
//! cargo run --example secure_exporter             # it says how to ask it
//! cargo run --example secure_exporter -- --listen 0.0.0.0:9464 --web-config /etc/shop/web-config.yml
//!                                                 # and --unix /run/shop/metrics.sock, to listen there as well
//! cargo run --example secure_exporter -- --once   # starts, stops, one exposition; also with --openmetrics
//! ```

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, thread};

use metrics_core::{Counter, Format, Metrics, Registry};
use metrics_export::Exporter;

#[derive(Metrics)]
#[metrics(prefix = "vault")]
struct VaultMetrics {
    /// Times that the vault was opened.
    openings: Counter,
}

#[metrics_core::register]
static VAULT: VaultMetrics = VaultMetrics::new();

/// The password is `open sesame`, and this is what `htpasswd -nBC 10 prometheus` makes of it.
const WEB_CONFIG: &str = "\
tls_server_config:
  cert_file: server.crt
  key_file: server.key
http_server_config:
  headers:
    X-Content-Type-Options: nosniff
basic_auth_users:
  prometheus: $2y$10$.Z3VF4QADNaKS0ZmScACi.iopnL.c1WEJBOmkudvPskUfGHE3WU4i
";

/// A certificate that this program signs itself, its key, and a configuration that names them.
fn make_web_config(folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
    let made = rcgen::generate_simple_self_signed(names)?;
    fs::write(folder.join("server.crt"), made.cert.pem())?;
    fs::write(folder.join("server.key"), made.signing_key.serialize_pem())?;
    let config = folder.join("web-config.yml");
    fs::write(&config, WEB_CONFIG)?;
    Ok(config)
}

fn run() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = env::args().collect();
    let asked_for = |flag| words.iter().any(|word| word == flag);
    let value_of = |flag| words.iter().skip_while(|word| *word != flag).nth(1).map(String::as_str);
    let once = asked_for("--once");
    let folder = env::temp_dir().join(format!("secure-exporter-{}", std::process::id()));
    let config = value_of("--web-config").map_or_else(|| make_web_config(&folder), |path| Ok(path.into()))?;
    let address = value_of("--listen").unwrap_or(if once { "127.0.0.1:0" } else { "127.0.0.1:9464" });

    let mut exporter = Exporter::new().web_config(&config);
    #[cfg(unix)]
    if let Some(socket) = value_of("--unix") {
        exporter = exporter.also_at(metrics_export::UnixSocket::new(socket));
    }
    let server = exporter.serve(address)?;
    VAULT.openings.inc();
    if once {
        server.shutdown();
        fs::remove_dir_all(folder)?;
        let format = if asked_for("--openmetrics") { Format::OpenMetrics } else { Format::Text };
        print!("{}", Registry::global().to_text(format));
        return Ok(());
    }
    println!(
        "metrics at {}, as {} says; with what is made here, ask it by",
        server.local_addr(),
        config.display()
    );
    let port = server.local_addr().port();
    println!(
        "curl --cacert {0}/server.crt --user 'prometheus:open sesame' https://localhost:{port}/metrics",
        folder.display()
    );
    loop {
        thread::park();
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("secure_exporter: {error}");
            ExitCode::FAILURE
        }
    }
}
