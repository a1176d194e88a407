//! A client that speaks TLS.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{
    ALL_VERSIONS, ClientConfig, ClientConnection, RootCertStore, StreamOwned, SupportedProtocolVersion,
};

use super::authority::Identity;
use super::{Client, Reply};

/// What a client has and wants.
pub struct Caller<'a> {
    /// Whose signatures it trusts.
    pub roots: &'a str,
    pub identity: Option<&'a Identity>,
    pub versions: Vec<&'static SupportedProtocolVersion>,
    pub provider: CryptoProvider,
}

impl<'a> Caller<'a> {
    pub fn new(roots: &'a str) -> Self {
        Self { roots, identity: None, versions: ALL_VERSIONS.to_vec(), provider: ring::default_provider() }
    }

    pub fn with(mut self, identity: &'a Identity) -> Self {
        self.identity = Some(identity);
        self
    }

    pub fn config(&self) -> ClientConfig {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(self.roots.as_bytes()).unwrap()).unwrap();
        let builder = ClientConfig::builder_with_provider(Arc::new(self.provider.clone()))
            .with_protocol_versions(&self.versions)
            .unwrap()
            .with_root_certificates(roots);
        match self.identity {
            None => builder.with_no_client_auth(),
            Some(Identity { certificate, key }) => builder
                .with_client_auth_cert(
                    vec![CertificateDer::from_pem_slice(certificate.as_bytes()).unwrap()],
                    PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap(),
                )
                .unwrap(),
        }
    }

    pub fn connect(&self, address: SocketAddr) -> Client<StreamOwned<ClientConnection, TcpStream>> {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(15))).unwrap();
        self.over(stream)
    }

    pub fn over<S: Read + Write>(&self, stream: S) -> Client<StreamOwned<ClientConnection, S>> {
        let name = "localhost".try_into().unwrap();
        let connection = ClientConnection::new(Arc::new(self.config()), name).unwrap();
        Client::over(StreamOwned::new(connection, stream))
    }

    /// One scrape, or why it came to nothing.
    pub fn scrape(&self, address: SocketAddr, headers: &[&str]) -> io::Result<Reply> {
        let mut client = self.connect(address);
        client.try_send("GET", "/metrics", headers)?;
        client.reply("GET")
    }

    pub fn is_let_in(&self, address: SocketAddr) -> bool {
        self.scrape(address, &[]).is_ok_and(|reply| reply.status == 200)
    }
}
