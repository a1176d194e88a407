//! Where an endpoint listens: both kinds of IP, Unix sockets, and several of these at once.

mod support;

use std::io::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use metrics_export::{Address, Exporter, serve};
use support::{Client, registry};

fn exporter() -> Exporter {
    Exporter::new().registry(registry(|| 42.0))
}

fn status(address: SocketAddr) -> u16 {
    Client::connect(address).request("GET", "/metrics", &[]).status
}

/// Not every machine has it.
fn has_ipv6() -> bool {
    TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok()
}

fn port(address: &Address) -> u16 {
    SocketAddr::try_from(address.clone()).unwrap().port()
}

#[test]
fn ipv6() {
    if !has_ipv6() {
        return;
    }
    let server = serve("[::1]:0").unwrap();
    assert_eq!(status(server.local_addr()), 200);
    server.shutdown();
}

#[test]
fn all_addresses_of_ipv6_are_those_of_ipv4_as_well() {
    if !has_ipv6() {
        return;
    }
    let server = exporter().serve((Ipv6Addr::UNSPECIFIED, 0)).unwrap();
    let port = server.local_addr().port();
    assert_eq!(status((Ipv6Addr::LOCALHOST, port).into()), 200);
    assert_eq!(status((Ipv4Addr::LOCALHOST, port).into()), 200);
    server.shutdown();
}

#[test]
fn one_port_of_both() {
    if !has_ipv6() {
        return;
    }
    let free = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap().local_addr().unwrap().port();
    let server = exporter()
        .also_at(SocketAddr::from((Ipv4Addr::UNSPECIFIED, free)))
        .serve((Ipv6Addr::UNSPECIFIED, free))
        .unwrap();
    assert_eq!(server.addresses().iter().map(port).collect::<Vec<_>>(), [free, free]);
    assert_eq!(status((Ipv6Addr::LOCALHOST, free).into()), 200);
    assert_eq!(status((Ipv4Addr::LOCALHOST, free).into()), 200);
    server.shutdown();
}

#[tokio::test(flavor = "multi_thread")]
async fn several_ports() {
    let other = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let server = exporter().also_at(other).also_at(other).bind(other).await.unwrap();
    let ports: Vec<_> = server.addresses().iter().map(port).collect();
    assert_eq!((ports.len(), ports[0]), (3, server.local_addr().port()));
    for _ in 0..2 {
        for &port in &ports {
            assert_eq!(status((Ipv4Addr::LOCALHOST, port).into()), 200);
        }
    }
    server.shutdown().await;
    for &port in &ports {
        assert!(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok());
    }
}

#[tokio::test]
async fn what_is_taken_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let wanted = format!("cannot serve metrics at {address}: ");
    for error in [
        exporter().serve(address).unwrap_err(),
        exporter().also_at(address).serve("127.0.0.1:0").unwrap_err(),
        exporter().bind(address).await.unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::AddrInUse);
        assert!(error.to_string().starts_with(&wanted), "{error}");
        // What a `main` that returns it shows.
        assert!(format!("{error:?}").contains(&wanted), "{error:?}");
    }
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::{Path, PathBuf};

    use super::support::authority::Folder;
    use super::*;
    use metrics_export::UnixSocket;

    fn socket(folder: &Folder) -> PathBuf {
        folder.path().join("metrics.sock")
    }

    fn status(path: &Path) -> u16 {
        Client::over(UnixStream::connect(path).unwrap()).request("GET", "/metrics", &[]).status
    }

    #[test]
    fn on_a_thread() {
        let folder = Folder::new();
        let path = socket(&folder);
        let server = exporter().serve_unix(path.clone()).unwrap();
        assert_eq!(server.local_addr().path(), path);
        assert_eq!(server.addresses()[0].to_string(), format!("unix:{}", path.display()));
        assert_eq!(status(&path), 200);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o660);
        server.shutdown();
        assert!(!path.exists());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn in_a_runtime_and_beside_a_port() {
        let folder = Folder::new();
        let path = socket(&folder);
        let unix = UnixSocket::new(&path).mode(0o622);
        let port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let server = exporter().also_at(port).bind_unix(unix).await.unwrap();
        let address = SocketAddr::try_from(server.addresses()[1].clone()).unwrap();
        assert_eq!((status(&path), super::status(address)), (200, 200));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o622);
        server.shutdown().await;

        let server = exporter().also_at(UnixSocket::new(&path)).bind("127.0.0.1:0").await.unwrap();
        assert_eq!((status(&path), super::status(server.local_addr())), (200, 200));
        server.shutdown().await;
        assert!(!path.exists());
    }

    #[test]
    fn what_a_killed_process_left_is_replaced() {
        let folder = Folder::new();
        drop(UnixListener::bind(socket(&folder)).unwrap());
        assert!(socket(&folder).exists(), "the standard library removes no sockets");
        let server = exporter().serve_unix(socket(&folder)).unwrap();
        assert_eq!(status(&socket(&folder)), 200);
        server.shutdown();
    }

    #[test]
    fn what_somebody_else_has_stays() {
        let folder = Folder::new();
        let server = exporter().serve_unix(socket(&folder)).unwrap();
        let error = exporter().serve_unix(socket(&folder)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::AddrInUse);
        assert!(error.to_string().contains("metrics.sock: somebody listens there already"), "{error}");
        assert_eq!(status(&socket(&folder)), 200);
        server.shutdown();

        fs::write(socket(&folder), "precious").unwrap();
        let error = exporter().serve_unix(socket(&folder)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(socket(&folder)).unwrap(), "precious");

        let missing = folder.path().join("missing/metrics.sock");
        assert_eq!(exporter().serve_unix(missing).unwrap_err().kind(), ErrorKind::NotFound);
    }

    #[test]
    fn a_file_that_is_not_ours_any_more_is_not_removed() {
        let folder = Folder::new();
        let server = exporter().serve_unix(socket(&folder)).unwrap();
        fs::remove_file(socket(&folder)).unwrap();
        let heir = exporter().serve_unix(socket(&folder)).unwrap();
        server.shutdown();
        assert_eq!(status(&socket(&folder)), 200);
        heir.shutdown();
    }
}
