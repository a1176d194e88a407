//! The loop that accepts connections.

use std::convert::Infallible;
use std::pin::pin;
use std::time::Duration;

use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::select;
use tokio::task::yield_now;
use tokio::time::{sleep, timeout};

use crate::crowd::Crowd;
use crate::endpoint::Endpoint;
use crate::progress::Progress;
use crate::refusal::Refusals;
use crate::stream::Stream;

/// Connections at once. One more ends the one with which least is lost, or is refused.
const CONNECTIONS: usize = 64;
/// Requests in flight on one HTTP/2 connection.
const STREAMS: u32 = 4;
/// The greatest head of a request, in bytes. What Prometheus sends is under 1 KiB.
const HEAD: usize = 16 * 1024;
/// What a connection has to finish its scrape when the server stops: as long as Prometheus waits, by default.
const GRACE: Duration = Duration::from_secs(10);
/// How long to wait where no connection can be accepted, because the process is out of file descriptors.
const BACK_OFF: Duration = Duration::from_millis(100);

/// Serves until `stop`, then lets the scrapes that run come to their end.
pub(crate) async fn run(listener: TcpListener, endpoint: Endpoint, stop: impl Future<Output = ()>) {
    let mut visitors = Visitors::new(endpoint);
    let mut stop = pin!(stop);
    loop {
        select! {
            () = &mut stop => break,
            Some(()) = visitors.crowd.departure() => {}
            stream = accept(&listener) => {
                visitors.receive(stream);
                // Its request may be here already: it is read before the next connection makes room for itself.
                yield_now().await;
            }
        }
    }
    drop(listener);
    visitors.leave().await;
}

/// Whoever connects.
struct Visitors {
    endpoint: Endpoint,
    http: auto::Builder<TokioExecutor>,
    graceful: GracefulShutdown,
    crowd: Crowd,
    refusals: Refusals,
}

impl Visitors {
    fn new(endpoint: Endpoint) -> Self {
        Self {
            endpoint,
            http: protocol(),
            graceful: GracefulShutdown::new(),
            crowd: Crowd::new(CONNECTIONS),
            refusals: Refusals::default(),
        }
    }

    fn receive(&mut self, stream: TcpStream) {
        if !self.crowd.make_room() {
            return self.refusals.refuse(stream);
        }
        let (progress, endpoint) = (Progress::new(), self.endpoint.clone());
        let stream = TokioIo::new(Stream::new(stream, progress.clone()));
        let requests = progress.clone();
        let service = service_fn(move |request| {
            let answering = requests.answer();
            let answer = endpoint.clone().answer(request);
            async move {
                let answer = answer.await;
                drop(answering);
                Ok::<_, Infallible>(answer)
            }
        });
        let connection = self.http.serve_connection(stream, service).into_owned();
        self.crowd.admit(progress, self.graceful.watch(connection));
    }

    async fn leave(self) {
        // Whoever needs longer is cut off.
        let _ = timeout(GRACE, self.graceful.shutdown()).await;
        self.crowd.disperse().await;
    }
}

/// The next connection. One that fails before it is accepted is its client's concern; where none can be accepted,
/// there will be some again.
async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // An answer is one write, not to be held back for another. It is answered even if this fails.
                let _ = stream.set_nodelay(true);
                return stream;
            }
            Err(_) => sleep(BACK_OFF).await,
        }
    }
}

fn protocol() -> auto::Builder<TokioExecutor> {
    let mut http = auto::Builder::new(TokioExecutor::new());
    // hyper's deadline begins when the protocol is known, which a silent client never tells; ours is `Phase::limit`.
    http.http1().header_read_timeout(None).max_buf_size(HEAD);
    http.http2().timer(TokioTimer::new()).max_concurrent_streams(STREAMS);
    http
}
