//! From what is configured to what rustls works with.

use std::io::{self, ErrorKind};
use std::sync::Arc;

use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ConfigBuilder, ServerConfig, WantsVerifier};

use super::{Pem, Tls, TlsVersion};
use crate::files::Files;

impl Tls {
    /// Reads what is in files, and puts it together.
    pub(crate) fn load(&self, http2: bool, files: &mut Files) -> io::Result<Arc<ServerConfig>> {
        let provider = Arc::new(self.provider());
        let clients = self.clients.verifier(&provider, files)?;
        let mut config = self
            .builder(provider)?
            .with_client_cert_verifier(clients)
            .with_single_cert(self.chain.certificates(files)?, self.key.key(files)?)
            .map_err(|error| {
                invalid(format!("the certificate in {} and its key: {error}", self.chain.name()))
            })?;
        config.ignore_client_order = self.own_order;
        let protocols: &[&[u8]] = if http2 { &[b"h2", b"http/1.1"] } else { &[b"http/1.1"] };
        config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
        Ok(Arc::new(config))
    }

    fn builder(
        &self,
        provider: Arc<CryptoProvider>,
    ) -> io::Result<ConfigBuilder<ServerConfig, WantsVerifier>> {
        ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&TlsVersion::range(self.versions))
            .map_err(|error| invalid(format!("TLS with these versions, cipher suites and curves: {error}")))
    }

    fn provider(&self) -> CryptoProvider {
        let mut provider = ring::default_provider();
        provider.cipher_suites = self.suites.clone().unwrap_or(provider.cipher_suites);
        provider.kx_groups = self.curves.clone().unwrap_or(provider.kx_groups);
        provider
    }
}

impl Pem {
    fn read(&self, files: &mut Files) -> io::Result<Vec<u8>> {
        match self {
            Self::File(path) => files.read(path),
            Self::Text(text) => Ok(text.clone()),
        }
    }

    /// All certificates that there are, of which there is one at least.
    pub(crate) fn certificates(&self, files: &mut Files) -> io::Result<Vec<CertificateDer<'static>>> {
        let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&self.read(files)?).collect();
        let certificates = certificates.map_err(|error| invalid(format!("{}: {error}", self.name())))?;
        if certificates.is_empty() {
            return Err(invalid(format!("{}: there is no certificate", self.name())));
        }
        Ok(certificates)
    }

    fn key(&self, files: &mut Files) -> io::Result<PrivateKeyDer<'static>> {
        PrivateKeyDer::from_pem_slice(&self.read(files)?)
            .map_err(|error| invalid(format!("{}: no private key: {error}", self.name())))
    }

    pub(crate) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Text(_) => "the PEM text".to_owned(),
        }
    }
}

pub(super) fn invalid(message: impl Into<String>) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, message.into())
}
