//! Connections to where metrics are pushed.

use http_body_util::Full;
use hyper::body::{Body, Bytes};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::{ClientTls, ConfigError};

#[cfg(feature = "client-tls")]
type Connector = hyper_rustls::HttpsConnector<HttpConnector>;
#[cfg(not(feature = "client-tls"))]
type Connector = HttpConnector;

/// A connection that is kept from request to request.
pub(crate) type Connections<B = Full<Bytes>> = Client<Connector, B>;

/// Connections over HTTP/1.1 or, for gRPC, HTTP/2.
///
/// They belong to the runtime in which they are first used.
pub(crate) fn connections<B>(tls: &ClientTls, only_http2: bool) -> Result<Connections<B>, ConfigError>
where
    B: Body + Send + 'static + Unpin,
    B::Data: Send,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    let connector = secured(tcp, tls, only_http2)?;
    let mut client = Client::builder(TokioExecutor::new());
    client.pool_timer(TokioTimer::new()).http2_only(only_http2);
    Ok(client.build(connector))
}

#[cfg(feature = "client-tls")]
fn secured(tcp: HttpConnector, tls: &ClientTls, only_http2: bool) -> Result<Connector, ConfigError> {
    let builder = hyper_rustls::HttpsConnectorBuilder::new().with_tls_config(tls.config()?).https_or_http();
    Ok(if only_http2 {
        builder.enable_http2().wrap_connector(tcp)
    } else {
        builder.enable_http1().wrap_connector(tcp)
    })
}

#[cfg(not(feature = "client-tls"))]
#[allow(clippy::unnecessary_wraps, reason = "with TLS it can fail")]
fn secured(tcp: HttpConnector, _tls: &ClientTls, _only_http2: bool) -> Result<Connector, ConfigError> {
    Ok(tcp)
}
