//! What an endpoint says of its own files: whether what they say is in force. In a process of its own, whose counts are known.

mod support;

use std::sync::Arc;
use std::thread;
use std::time::{Duration, SystemTime};

use metrics_core::Registry;
use metrics_export::Exporter;
use support::Client;
use support::authority::Folder;

#[test]
fn a_reload_that_fails_is_told_until_one_succeeds() {
    let registry = Arc::new(Registry::new());
    metrics_export::register_own_metrics(Arc::clone(&registry)).unwrap();
    let text = registry.to_text(metrics_core::Format::Text);
    assert!(!text.contains("config_last_reload"), "there is none without files: {text}");

    let folder = Folder::new();
    let headers = |value: &str| format!("http_server_config:\n  headers:\n    X-Frame-Options: {value}\n");
    let path = folder.write("web-config.yml", &headers("deny"));
    let server =
        Exporter::new().registry(Arc::clone(&registry)).web_config(path).serve("127.0.0.1:0").unwrap();
    let mut client = Client::connect(server.local_addr());
    let mut told = || {
        // What is found to have changed is in the metrics that are read after it.
        thread::sleep(Duration::from_millis(1_100));
        client.request("GET", "/metrics", &[]);
        let snapshot = registry.snapshot();
        let count =
            |outcome| snapshot.value("metrics_config_reloads_total", &[("outcome", outcome)]).unwrap();
        let successful = snapshot.value("metrics_config_last_reload_successful", &[]).unwrap();
        let since = snapshot.value("metrics_config_last_reload_success_timestamp_seconds", &[]).unwrap();
        ((count("ok"), count("error"), successful), since)
    };
    let (at_first, since) = told();
    assert_eq!(at_first, (0.0, 0.0, 1.0));
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs_f64();
    assert!((now - 60.0..=now).contains(&since), "{since}");

    folder.write("web-config.yml", &headers("maybe"));
    assert_eq!([told(), told()], [((0.0, 1.0, 0.0), since); 2], "once for each change");
    folder.write("web-config.yml", &headers("sameorigin"));
    let (mended, later) = told();
    assert_eq!(mended, (1.0, 1.0, 1.0));
    assert!(later > since);
    server.shutdown();
}
