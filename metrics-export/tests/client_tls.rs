//! What pushes, over TLS: to our own endpoint, which understands none of it, but says so over TLS.

mod support;

use std::time::Duration;

use metrics_export::otlp::{OtlpError, OtlpExporter, Protocol};
use metrics_export::pushgateway::Pushgateway;
use metrics_export::{ClientTls, Exporter, SendError, ServerThread, Tls};
use support::authority::{Authority, Folder};
use support::registry;

fn serve(authority: &Authority, only_known: bool) -> ServerThread {
    let identity = authority.server();
    let mut tls = Tls::from_pem(identity.certificate.as_str(), identity.key.as_str());
    if only_known {
        tls = tls.client_ca_pem(authority.certificate.as_str());
    }
    Exporter::new().registry(registry(|| 42.0)).tls(tls).serve("127.0.0.1:0").unwrap()
}

fn push(server: &ServerThread, tls: ClientTls) -> SendError {
    let url = format!("https://localhost:{}", server.local_addr().port());
    let gateway = Pushgateway::builder(url, "backup").registry(registry(|| 1.0)).tls(tls);
    let error = gateway.build().unwrap().blocking().push().unwrap_err();
    let SendError::Status { status, body } = error.reason() else {
        return SendError::Connection(error.to_string().into());
    };
    SendError::Status { status: *status, body: body.clone() }
}

#[test]
fn who_is_trusted_gets_the_metrics() {
    let (ours, theirs, folder) = (Authority::new("ours"), Authority::new("theirs"), Folder::new());
    let trusted = folder.write("ours.pem", &ours.certificate);
    let stranger = folder.write("theirs.pem", &theirs.certificate);
    let server = serve(&ours, false);
    let answer = push(&server, ClientTls::new().authorities(trusted));
    assert!(matches!(answer, SendError::Status { status: 404, .. }), "{answer}");
    for tls in [ClientTls::new().authorities(stranger), ClientTls::new()] {
        let answer = push(&server, tls);
        assert!(answer.to_string().to_lowercase().contains("certificate"), "{answer}");
    }
    server.shutdown();
}

#[test]
fn a_server_may_ask_who_we_are() {
    let (authority, folder) = (Authority::new("ours"), Folder::new());
    let trusted = folder.write("ca.pem", &authority.certificate);
    let client = authority.client(&[]);
    let certificate = folder.write("client.pem", &client.certificate);
    let key = folder.write("client.key", &client.key);
    let server = serve(&authority, true);
    let known = ClientTls::new().authorities(&trusted).identity(certificate, key);
    let answer = push(&server, known);
    assert!(matches!(answer, SendError::Status { status: 404, .. }), "{answer}");
    let answer = push(&server, ClientTls::new().authorities(&trusted));
    assert!(matches!(answer, SendError::Connection(_)), "{answer}");
    server.shutdown();
}

#[test]
fn otlp_goes_over_tls_by_either_protocol() {
    let (authority, folder) = (Authority::new("ours"), Folder::new());
    let trusted = folder.write("ca.pem", &authority.certificate);
    let server = serve(&authority, false);
    for protocol in [Protocol::Http, Protocol::Grpc] {
        let exporter = OtlpExporter::new()
            .protocol(protocol)
            .endpoint(format!("https://localhost:{}", server.local_addr().port()))
            .tls(ClientTls::new().authorities(&trusted))
            .registry(registry(|| 1.0))
            .export_timeout(Duration::from_secs(10))
            .on_error(|_| {});
        let error = exporter.start().unwrap().flush().unwrap_err();
        let OtlpError::Send { reason, attempts: 1, .. } = &error else { panic!("{error}") };
        match reason {
            SendError::Status { status: 404, .. } => assert_eq!(protocol, Protocol::Http),
            SendError::Rpc { message, .. } if message.contains("404") => assert_eq!(protocol, Protocol::Grpc),
            other => panic!("{other}"),
        }
    }
    server.shutdown();
}

#[test]
fn files_are_read_before_they_are_needed() {
    let folder = Folder::new();
    let nothing = folder.write("empty.pem", "");
    for (file, says) in
        [(nothing, "there is no certificate in"), (folder.path().join("missing.pem"), "cannot be used")]
    {
        let tls = ClientTls::new().authorities(&file);
        let gateway = Pushgateway::builder("https://localhost:1", "backup").tls(tls.clone());
        let message = gateway.build().unwrap_err().to_string();
        assert!(message.contains(says) && message.contains(&file.display().to_string()), "{message}");
        assert!(OtlpExporter::new().tls(tls).start().unwrap_err().to_string().contains(says));
    }
}
