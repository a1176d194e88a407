//! When the endpoint ends a connection, over real sockets, in a time that the client moves.

mod support;

use std::net::SocketAddr;
use std::sync::mpsc as blocking;
use std::time::Duration;

use http_body_util::BodyExt;
use hyper::{HeaderMap, Method};
use metrics_export::Exporter;
use support::http2::Http2;
use support::{Client, long_registry, registry};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use tokio::time::advance;

const SECOND: Duration = Duration::from_secs(1);

/// Moves the server's time.
struct Clock(mpsc::UnboundedSender<(Duration, blocking::Sender<()>)>);

impl Clock {
    fn pass(&self, time: Duration) {
        let (done, wait) = blocking::channel();
        self.0.send((time, done)).unwrap();
        wait.recv().unwrap();
    }
}

/// Runs a client and a server of its own. The client runs on a thread that may block: as long as it does, the server's
/// time stands still by itself.
async fn run(exporter: Exporter, client: impl FnOnce(SocketAddr, Clock) + Send + 'static) {
    let server = exporter.bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr();
    let (steps, mut taken) = mpsc::unbounded_channel();
    let client = spawn_blocking(move || client(address, Clock(steps)));
    while let Some((time, done)) = taken.recv().await {
        advance(time).await;
        done.send(()).unwrap();
    }
    client.await.unwrap();
    server.shutdown().await;
}

fn exporter() -> Exporter {
    Exporter::new().registry(registry(|| 42.0))
}

/// Waits until the server has accepted what was connected, and read what was sent, before.
fn settle(address: SocketAddr) {
    for _ in 0..2 {
        assert_eq!(Client::connect(address).request("GET", "/", &[]).status, 200);
    }
}

fn is_open(client: &mut Client) -> bool {
    client.set_patience(Duration::from_millis(50));
    let open = !client.is_ended();
    client.set_patience(10 * SECOND);
    open
}

#[tokio::test(start_paused = true)]
async fn a_silent_connection() {
    run(exporter(), |address, clock| {
        let mut silent = Client::connect(address);
        settle(address);
        clock.pass(9 * SECOND);
        assert!(is_open(&mut silent));
        clock.pass(2 * SECOND);
        assert!(silent.is_ended());
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_head_that_never_ends() {
    run(exporter(), |address, clock| {
        let mut client = Client::connect(address);
        client.write("GET /metrics HTTP/1.1\r\nHost: localhost\r\nX: ");
        for _ in 0..9 {
            client.write("x");
            settle(address);
            clock.pass(SECOND);
        }
        assert!(is_open(&mut client));
        clock.pass(2 * SECOND);
        assert!(client.reply("GET").is_err());
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn an_http_2_connection_without_requests() {
    run(exporter(), |address, clock| {
        let mut client = Client::connect(address);
        client.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u{4}\0\0\0\0\0");
        settle(address);
        clock.pass(9 * SECOND);
        // It is spoken to, at least: settings, and their acknowledgement.
        assert!(is_open(&mut client));
        clock.pass(2 * SECOND);
        assert!(client.skip(1024) < 1024);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_connection_between_two_scrapes() {
    run(exporter(), |address, clock| {
        let mut client = Client::connect(address);
        for _ in 0..5 {
            assert_eq!(client.request("GET", "/metrics", &[]).status, 200);
            settle(address);
            clock.pass(60 * SECOND);
        }
        assert!(is_open(&mut client));
        clock.pass(16 * SECOND);
        assert!(client.is_ended());
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_reader_who_takes_a_byte_a_second() {
    const LENGTH: usize = 32 << 20;
    run(Exporter::new().registry(long_registry(LENGTH)), |address, clock| {
        let mut client = Client::connect(address);
        client.send("GET", "/metrics", &[]);
        for _ in 0..61 {
            assert_eq!(client.skip(1), 1);
            clock.pass(SECOND);
        }
        let taken = client.skip(2 * LENGTH);
        assert!(taken < LENGTH, "{taken}");

        let mut other = Client::connect(address);
        other.send("GET", "/metrics", &[]);
        assert!(other.skip(LENGTH) == LENGTH, "who reads on gets it all");
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_window_that_stays_closed() {
    run(Exporter::new().registry(long_registry(1 << 20)), |address, clock| {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        runtime.block_on(async {
            let mut client = Http2::connect(address, 1_024).await;
            let unread = client.send(&Method::GET, "/metrics", HeaderMap::new()).await.unwrap();
            // What else the connection is used for does not give it more time.
            for _ in 0..5 {
                clock.pass(11 * SECOND);
                client.send(&Method::HEAD, "/metrics", HeaderMap::new()).await.unwrap();
            }
            clock.pass(6 * SECOND);
            // Asked of the answer: what the client's connection says depends on who of the two ends it first.
            assert!(unread.into_body().collect().await.is_err(), "the answer is cut off");
        });
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn the_slowest_reader_makes_room_for_a_scrape() {
    // Three of these are more than may lie unread.
    const LENGTH: usize = 24 << 20;
    run(Exporter::new().registry(long_registry(LENGTH)), |address, clock| {
        let mut readers: Vec<_> = (0..3)
            .map(|_| {
                let mut reader = Client::connect(address);
                reader.send("GET", "/metrics", &[]);
                assert_eq!(reader.skip(1), 1);
                clock.pass(SECOND / 10);
                reader
            })
            .collect();
        // Who does not wait long is told why; nobody has been slow enough to be hurried.
        let mut brief = Client::connect(address);
        brief.send("GET", "/metrics", &["X-Prometheus-Scrape-Timeout-Seconds: 2"]);
        settle(address);
        clock.pass(2 * SECOND);
        let reply = brief.reply("GET").unwrap();
        assert_eq!((reply.status, reply.text()), (503, "Earlier answers are still being read.\n"));

        let mut patient = Client::connect(address);
        patient.send("GET", "/metrics", &[]);
        settle(address);
        clock.pass(3 * SECOND);
        assert_eq!(patient.skip(LENGTH), LENGTH);
        assert!(readers[0].skip(LENGTH) < LENGTH, "the slowest one is ended");
        for reader in &mut readers[1..] {
            assert_eq!(reader.skip(LENGTH), LENGTH, "and nobody else");
        }
    })
    .await;
}
