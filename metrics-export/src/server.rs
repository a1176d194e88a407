//! The loop that accepts connections and sees them to their end.

use std::convert::Infallible;
use std::pin::pin;
use std::time::Duration;

use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::select;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::endpoint::Endpoint;
use crate::stall::StallGuard;

/// Connections beyond these wait in the listener's backlog.
const CONNECTIONS: usize = 64;
/// Requests in flight on one HTTP/2 connection.
const STREAMS: u32 = 4;
/// The greatest head of a request, in bytes. What Prometheus sends is under 1 KiB.
const HEAD: usize = 16 * 1024;
/// From the end of one HTTP/1 request to the head of the next. Longer than the usual interval of 15 s, to keep such
/// connections alive; shorter than 30 s, to close the others well before their next scrape and not just then.
const HEAD_DEADLINE: Duration = Duration::from_secs(20);
/// How long nothing may be read or written; so also how long a scrape may take.
const STALL: Duration = Duration::from_secs(60);
/// What a connection has to finish its scrape when the server stops: as long as Prometheus waits, by default.
const GRACE: Duration = Duration::from_secs(10);
/// How long to wait where no connection can be accepted, because the process is out of file descriptors.
const BACK_OFF: Duration = Duration::from_millis(100);

/// Serves until `stop`, then lets the scrapes that run come to their end.
pub(crate) async fn run(listener: TcpListener, endpoint: Endpoint, stop: impl Future<Output = ()>) {
    let http = protocol();
    let mut connections = JoinSet::new();
    let graceful = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        select! {
            () = &mut stop => break,
            Some(_) = connections.join_next() => {}
            stream = accept(&listener), if connections.len() < CONNECTIONS => {
                let endpoint = endpoint.clone();
                let service = service_fn(move |request| {
                    let answer = endpoint.clone().answer(request);
                    async { Ok::<_, Infallible>(answer.await) }
                });
                let stream = TokioIo::new(StallGuard::new(stream, STALL));
                connections.spawn(graceful.watch(http.serve_connection(stream, service).into_owned()));
            }
        }
    }
    drop(listener);
    // Whoever needs longer is cut off.
    let _ = timeout(GRACE, graceful.shutdown()).await;
    connections.shutdown().await;
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
    http.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_DEADLINE).max_buf_size(HEAD);
    http.http2().timer(TokioTimer::new()).max_concurrent_streams(STREAMS);
    http
}
