//! TLS for the endpoint.

mod clients;
mod server;
mod version;

use std::fmt;
use std::path::{Path, PathBuf};

use rustls::SupportedCipherSuite;
use rustls::crypto::SupportedKxGroup;

pub use clients::ClientAuth;
pub(crate) use clients::Clients;
pub use version::TlsVersion;

/// TLS for an endpoint: its certificate, and which clients it lets in. For [`Exporter::tls`](crate::Exporter::tls).
///
/// Files are read when the endpoint starts, and again when they have changed: that is looked for when somebody
/// connects, once a second at most. If what is there now is no good, or does not fit together (yet), this is said on the
/// standard error, and what was there before stays in force. Connections that are open stay as they are.
///
/// The cryptography is that of the crates `rustls` and `ring`: TLS 1.2 and 1.3, and no cipher suites that are known to
/// be weak.
///
/// ```no_run
/// use metrics_export::{Exporter, Tls};
///
/// let tls = Tls::from_files("/etc/shop/tls.crt", "/etc/shop/tls.key").client_ca_file("/etc/shop/scrapers.crt");
/// let server = Exporter::new().tls(tls).serve("0.0.0.0:9464")?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone)]
pub struct Tls {
    chain: Pem,
    key: Pem,
    pub(crate) clients: Clients,
    pub(crate) versions: (TlsVersion, TlsVersion),
    pub(crate) suites: Option<Vec<SupportedCipherSuite>>,
    pub(crate) curves: Option<Vec<&'static dyn SupportedKxGroup>>,
    /// Whether the endpoint chooses the cipher suite, rather than the client.
    pub(crate) own_order: bool,
}

impl Tls {
    /// With the certificate in this file, followed by those that lead to its root, and the key in that one; both in the
    /// PEM format.
    pub fn from_files(certificates: impl AsRef<Path>, key: impl AsRef<Path>) -> Self {
        Self::new(Pem::file(certificates), Pem::file(key))
    }

    /// With this certificate, followed by those that lead to its root, and this key; both in the PEM format.
    pub fn from_pem(certificates: impl Into<Vec<u8>>, key: impl Into<Vec<u8>>) -> Self {
        Self::new(Pem::Text(certificates.into()), Pem::Text(key.into()))
    }

    pub(crate) fn new(chain: Pem, key: Pem) -> Self {
        Self {
            chain,
            key,
            clients: Clients::default(),
            versions: (TlsVersion::Tls12, TlsVersion::Tls13),
            suites: None,
            curves: None,
            own_order: false,
        }
    }

    /// Lets in clients with a certificate that one of those in this file has signed, and no others; unless
    /// [`client_auth`](Self::client_auth) says differently.
    #[must_use]
    pub fn client_ca_file(self, certificates: impl AsRef<Path>) -> Self {
        self.client_ca(Pem::file(certificates))
    }

    /// Like [`client_ca_file`](Self::client_ca_file), with the certificates themselves, in the PEM format.
    #[must_use]
    pub fn client_ca_pem(self, certificates: impl Into<Vec<u8>>) -> Self {
        self.client_ca(Pem::Text(certificates.into()))
    }

    fn client_ca(mut self, certificates: Pem) -> Self {
        self.clients.ca = Some(certificates);
        self.clients.auth.get_or_insert(ClientAuth::RequireAndVerify);
        self
    }

    /// What is asked of clients.
    #[must_use]
    pub fn client_auth(mut self, auth: ClientAuth) -> Self {
        self.clients.auth = Some(auth);
        self
    }

    /// Of these clients, lets in those whose certificate has one of these subject alternative names: a DNS name, an IP
    /// address, an e-mail address or a URI, which is compared as it is written.
    #[must_use]
    pub fn client_names(mut self, names: impl IntoIterator<Item: Into<String>>) -> Self {
        self.clients.names = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// The oldest version that is spoken: 1.2 if this is not called.
    #[must_use]
    pub fn min_version(mut self, version: TlsVersion) -> Self {
        self.versions.0 = version;
        self
    }
}

/// Without the key.
impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls").field("certificates", &self.chain).finish_non_exhaustive()
    }
}

/// Something in the PEM format.
#[derive(Clone)]
pub(crate) enum Pem {
    File(PathBuf),
    Text(Vec<u8>),
}

impl Pem {
    fn file(path: impl AsRef<Path>) -> Self {
        Self::File(path.as_ref().to_owned())
    }
}

impl fmt::Debug for Pem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.fmt(f),
            Self::Text(_) => f.write_str("PEM"),
        }
    }
}
