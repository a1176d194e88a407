//! What connections and requests have to satisfy, and what comes with each answer.

use bytes::Bytes;
use hyper::Response;
#[cfg(feature = "auth")]
use hyper::StatusCode;
use hyper::header::HeaderMap;
#[cfg(feature = "auth")]
use hyper::header::{HeaderValue, WWW_AUTHENTICATE};

use tokio::time::Instant;
#[cfg(feature = "auth")]
use tokio::time::timeout_at;

#[cfg(feature = "auth")]
use crate::response::text;

/// What connections and requests have to satisfy, as it was read last.
#[derive(Debug)]
pub(crate) struct Policy {
    #[cfg(feature = "tls")]
    pub(crate) tls: Option<std::sync::Arc<rustls::ServerConfig>>,
    #[cfg(feature = "auth")]
    pub(crate) access: crate::access::Access,
    #[cfg(feature = "web-config")]
    pub(crate) rate_limit: Option<crate::rate_limit::RateLimit>,
    /// Come with each answer.
    pub(crate) headers: HeaderMap,
    pub(crate) http2: bool,
}

impl Policy {
    /// This policy, in the place of the one before it, of which it keeps who is remembered.
    #[cfg(feature = "auth")]
    pub(crate) fn after(mut self, before: &Self) -> Self {
        self.access.succeed(&before.access);
        self
    }

    #[cfg(not(feature = "auth"))]
    pub(crate) fn after(self, _: &Self) -> Self {
        self
    }

    /// Lets a request with these headers in, or says why not by the deadline.
    #[cfg_attr(
        not(feature = "auth"),
        expect(clippy::unused_async, reason = "to be let in is not waited for")
    )]
    pub(crate) async fn admit(&self, headers: &HeaderMap, deadline: Instant) -> Result<(), Response<Bytes>> {
        #[cfg(feature = "web-config")]
        if !self.rate_limit.as_ref().is_none_or(crate::rate_limit::RateLimit::allows) {
            return Err(text(StatusCode::TOO_MANY_REQUESTS, "There are too many requests.\n"));
        }
        #[cfg(feature = "auth")]
        match timeout_at(deadline, self.access.admits(headers)).await {
            Ok(true) => {}
            Ok(false) => return Err(self.unauthorized()),
            Err(_) => {
                return Err(text(StatusCode::SERVICE_UNAVAILABLE, "Too many passwords are being checked.\n"));
            }
        }
        let _ = (headers, deadline);
        Ok(())
    }

    /// Whether connections begin with TLS.
    #[cfg(feature = "tls")]
    pub(crate) fn is_secure(&self) -> bool {
        self.tls.is_some()
    }

    #[cfg(not(feature = "tls"))]
    #[expect(clippy::unused_self, reason = "as it is with TLS")]
    pub(crate) fn is_secure(&self) -> bool {
        false
    }

    /// Adds the headers that come with each answer.
    pub(crate) fn dress(&self, response: &mut Response<Bytes>) {
        response.headers_mut().extend(self.headers.clone());
    }

    #[cfg(feature = "auth")]
    fn unauthorized(&self) -> Response<Bytes> {
        let mut response = text(StatusCode::UNAUTHORIZED, "You are not authorized.\n");
        let challenges = self.access.challenges().map(HeaderValue::from_static);
        response.headers_mut().extend(challenges.map(|challenge| (WWW_AUTHENTICATE, challenge)));
        response
    }
}
