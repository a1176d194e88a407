//! Clients of `axum_app`, for `--once`: well-behaved ones, curious ones, and one that loses patience.

use std::io;
use std::net::SocketAddr;
use std::panic;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::measure::HTTP;

/// All of them, one after the other. Returns when all is recorded.
pub(crate) async fn come(address: SocketAddr) -> io::Result<()> {
    for wanted in ["GET /api/users/1", "GET /api/users/2", "GET /health"] {
        assert!(ask(address, wanted).await?.starts_with("HTTP/1.1 200"));
    }
    for wanted in ["GET /api/users/7/../../etc/passwd", "GET /wp-login.php", "BREW /coffee"] {
        assert!(ask(address, wanted).await?.starts_with("HTTP/1.1 404"));
    }
    for wanted in ["GET /metrics", "GET /metrics/"] {
        assert!(ask(address, wanted).await?.contains("version=0.0.4"));
    }
    panic::set_hook(Box::new(|_| eprintln!("no answer for user 13: a panic, on purpose")));
    assert_eq!(ask(address, "GET /api/users/13").await?, "");
    give_up(address, "GET /api/report").await
}

/// One request, and all of the answer.
async fn ask(address: SocketAddr, wanted: &str) -> io::Result<String> {
    let mut connection = send(address, wanted).await?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await?;
    Ok(answer)
}

/// One request, and gone before there is an answer.
async fn give_up(address: SocketAddr, wanted: &str) -> io::Result<()> {
    let connection = send(address, wanted).await?;
    in_flight(1).await;
    drop(connection);
    in_flight(0).await;
    Ok(())
}

async fn send(address: SocketAddr, wanted: &str) -> io::Result<TcpStream> {
    let mut connection = TcpStream::connect(address).await?;
    let request = format!("{wanted} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    connection.write_all(request.as_bytes()).await?;
    Ok(connection)
}

/// Waits until so many requests are being answered.
async fn in_flight(number: i64) {
    while HTTP.requests_in_flight.value() != number {
        sleep(Duration::from_millis(1)).await;
    }
}
