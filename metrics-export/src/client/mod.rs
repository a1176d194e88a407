//! What pushing over HTTP has in common: connections, deadlines, and what is made of an answer.

#[cfg(feature = "pushgateway")]
mod blocking;
mod config_error;
mod connect;
mod send_error;
#[cfg(feature = "client-tls")]
mod tls;
mod url;

#[cfg(feature = "pushgateway")]
pub(crate) use blocking::block_on;
pub use config_error::ConfigError;
#[cfg(feature = "otlp")]
pub(crate) use connect::Connections;
pub(crate) use connect::connections;
pub use send_error::SendError;
#[cfg(feature = "otlp")]
pub(crate) use send_error::{excerpt, read};
#[cfg(feature = "client-tls")]
pub use tls::ClientTls;
pub(crate) use url::{header, parse_url};
#[cfg(not(feature = "client-tls"))]
pub(crate) use without_tls::ClientTls;

#[cfg(not(feature = "client-tls"))]
mod without_tls {
    /// There is no TLS without the feature of that name.
    #[derive(Clone, Debug, Default)]
    pub(crate) struct ClientTls;
}
