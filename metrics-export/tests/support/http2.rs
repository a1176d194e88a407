//! A client that speaks HTTP/2.

use http_body_util::{BodyExt, Empty};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http2::{Builder, SendRequest};
use hyper::{HeaderMap, Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::JoinHandle;

pub struct Http2 {
    sender: SendRequest<Empty<Bytes>>,
    connection: JoinHandle<hyper::Result<()>>,
}

impl Http2 {
    /// With a window for each answer, in bytes.
    pub async fn over(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, window: u32) -> Self {
        let mut builder = Builder::new(TokioExecutor::new());
        builder.initial_stream_window_size(window);
        let (sender, connection) = builder.handshake(TokioIo::new(stream)).await.unwrap();
        Self { sender, connection: tokio::spawn(connection) }
    }

    pub async fn connect(address: std::net::SocketAddr, window: u32) -> Self {
        Self::over(tokio::net::TcpStream::connect(address).await.unwrap(), window).await
    }

    /// The head of an answer, with its body to be read.
    pub async fn send(
        &mut self,
        method: &Method,
        target: &str,
        headers: HeaderMap,
    ) -> hyper::Result<Response<Incoming>> {
        let mut request = Request::new(Empty::new());
        *request.method_mut() = method.clone();
        *request.uri_mut() = format!("http://localhost{target}").parse().unwrap();
        *request.headers_mut() = headers;
        self.sender.ready().await?;
        self.sender.send_request(request).await
    }

    pub async fn request(&mut self, method: &Method, target: &str) -> (StatusCode, HeaderMap, Bytes) {
        let (head, body) = self.send(method, target, HeaderMap::new()).await.unwrap().into_parts();
        (head.status, head.headers, body.collect().await.unwrap().to_bytes())
    }

    /// How the connection ended.
    pub async fn end(self) -> hyper::Result<()> {
        drop(self.sender);
        self.connection.await.unwrap()
    }
}
