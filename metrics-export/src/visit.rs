//! One connection, from its beginning to its end.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Body, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response, Version};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::select;
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};

use crate::endpoint::Endpoint;
use crate::listener::Connection;
use crate::patience::patience;
use crate::progress::Progress;
use crate::reload::Reloading;
use crate::unread::on_its_way;

/// Requests in flight on one HTTP/2 connection.
const STREAMS: u32 = 4;
/// The greatest head of a request, in bytes. What Prometheus sends is under 1 KiB.
const HEAD: u32 = 16 * 1024;
/// What a client may send of a body that nobody reads, over HTTP/2 and for each of its requests, in bytes. No less is
/// possible for all requests together: 64 KiB.
const WINDOW: u32 = 16 * 1024;

/// How long a request's body may take that nobody wants.
const HEARING: Duration = Duration::from_secs(1);

/// A client's visit.
pub(crate) struct Visit {
    endpoint: Endpoint,
    rules: Arc<Reloading>,
    progress: Progress,
    leaving: watch::Receiver<bool>,
}

impl Visit {
    pub(crate) fn new(
        endpoint: Endpoint,
        rules: Arc<Reloading>,
        progress: Progress,
        leaving: watch::Receiver<bool>,
    ) -> Self {
        Self { endpoint, rules, progress, leaving }
    }

    pub(crate) async fn receive(self, connection: Connection) {
        match connection {
            Connection::Tcp(stream) => self.begin(stream).await,
            #[cfg(unix)]
            Connection::Unix(stream) => self.begin(stream).await,
        }
    }

    pub(crate) async fn begin(self, stream: impl AsyncRead + AsyncWrite + Unpin + 'static) {
        let policy = self.rules.current().await;
        #[cfg(feature = "tls")]
        if let Some(tls) = &policy.tls {
            let mut leaving = self.leaving.clone();
            let handshake = tokio_rustls::TlsAcceptor::from(Arc::clone(tls)).accept(stream);
            let secured = select! {
                secured = handshake => secured,
                _ = leaving.wait_for(|leaving| *leaving) => return,
            };
            if let Ok(stream) = secured {
                self.converse(stream, policy.http2).await;
            }
            return;
        }
        self.converse(stream, policy.http2).await;
    }

    /// Speaks HTTP. What goes wrong with that is the client's concern.
    async fn converse(self, stream: impl AsyncRead + AsyncWrite + Unpin + 'static, http2: bool) {
        let http = protocol(http2);
        let mut leaving = self.leaving.clone();
        let visit = Arc::new(self);
        let service = service_fn(move |request| Arc::clone(&visit).answer(request));
        let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service));
        select! {
            _ = connection.as_mut() => return,
            _ = leaving.wait_for(|leaving| *leaving) => {}
        }
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }

    async fn answer(
        self: Arc<Self>,
        request: Request<Incoming>,
    ) -> Result<Response<Full<Bytes>>, Infallible> {
        let asking = self.progress.ask();
        let deadline = Instant::now() + patience(request.headers());
        let request = hear_out(request, deadline).await;
        // Files that are too far away are not waited for.
        let policy = timeout_at(deadline, self.rules.current()).await;
        let policy = policy.unwrap_or_else(|_| self.rules.latest());
        let (answer, sending) = self.endpoint.answer(request, &policy, deadline, asking).await;
        Ok(answer.map(|body| Full::new(on_its_way(body, sending))))
    }
}

/// Reads a body that nobody wants, if it is short. Over HTTP/2, an answer that is out before the request is in resets the
/// stream, and some clients take that for a failure.
async fn hear_out(request: Request<Incoming>, deadline: Instant) -> Request<()> {
    let (head, body) = request.into_parts();
    if head.version == Version::HTTP_2 && !body.is_end_stream() {
        let mut body = Limited::new(body, WINDOW as usize);
        let deadline = deadline.min(Instant::now() + HEARING);
        let _ = timeout_at(deadline, async { while let Some(Ok(_)) = body.frame().await {} }).await;
    }
    Request::from_parts(head, ())
}

fn protocol(http2: bool) -> auto::Builder<TokioExecutor> {
    let mut http = auto::Builder::new(TokioExecutor::new());
    // hyper's deadline begins when the protocol is known, which a silent client never tells; ours is `Phase::limit`.
    // A client may end its side after the request, as `nc -N` does, and still wants the answer. One that is gone altogether
    // is found out when it is written to; until then it has what anybody has who says nothing more.
    http.http1().header_read_timeout(None).max_buf_size(HEAD as usize).half_close(true);
    http.http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(HEAD)
        .initial_stream_window_size(WINDOW);
    if http2 { http } else { http.http1_only() }
}
