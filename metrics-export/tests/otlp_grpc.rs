//! OTLP over gRPC, with a server that speaks gRPC by hand: frames in, trailers out.

mod support;

use std::convert::Infallible;
use std::future::ready;
use std::io::Read;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderMap, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use metrics_export::SendError;
use metrics_export::otlp::{Compression, OtlpError, OtlpExporter, Protocol};
use opentelemetry_proto::tonic::collector::metrics::v1::{
    ExportMetricsPartialSuccess, ExportMetricsServiceRequest, ExportMetricsServiceResponse,
};
use prost::Message;
use support::registry;
use tokio::net::TcpListener;

/// What a call came with.
#[derive(Clone, Debug)]
struct Call {
    path: String,
    headers: HeaderMap,
    message: ExportMetricsServiceRequest,
}

/// What is answered: a message, if any, and the trailers.
#[derive(Clone, Default)]
struct Answer {
    message: Option<ExportMetricsServiceResponse>,
    trailers: HeaderMap,
}

impl Answer {
    fn ok(message: ExportMetricsServiceResponse) -> Self {
        Self { message: Some(message), ..Self::status("0", "") }
    }

    fn status(code: &'static str, message: &'static str) -> Self {
        let mut trailers = HeaderMap::new();
        trailers.insert("grpc-status", HeaderValue::from_static(code));
        trailers.insert("grpc-message", HeaderValue::from_static(message));
        Self { message: None, trailers }
    }
}

/// A server that answers the n-th call by the n-th answer, and further calls by the last one.
async fn serve(answers: Vec<Answer>) -> (SocketAddr, Arc<Mutex<Vec<Call>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (calls, number) = (Arc::<Mutex<Vec<Call>>>::default(), Arc::new(AtomicUsize::new(0)));
    let (kept, answers) = (Arc::clone(&calls), Arc::new(answers));
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let (kept, answers, number) = (Arc::clone(&kept), Arc::clone(&answers), Arc::clone(&number));
            let service = service_fn(move |request| {
                let (kept, answers) = (Arc::clone(&kept), Arc::clone(&answers));
                let answer = answers[number.fetch_add(1, Relaxed).min(answers.len() - 1)].clone();
                async move {
                    let call = call(request).await;
                    kept.lock().unwrap().push(call);
                    Ok::<_, Infallible>(response(answer))
                }
            });
            let connection = hyper::server::conn::http2::Builder::new(TokioExecutor::new())
                .serve_connection(TokioIo::new(stream), service);
            tokio::spawn(connection);
        }
    });
    (address, calls)
}

/// A frame is a byte that says whether it is compressed, four with the length, and the message.
async fn call(request: Request<Incoming>) -> Call {
    let (head, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let length = u32::from_be_bytes(body[1..5].try_into().unwrap());
    assert_eq!(length as usize, body.len() - 5, "one frame");
    let mut message = body[5..].to_vec();
    if body[0] == 1 {
        assert_eq!(head.headers["grpc-encoding"], "gzip");
        message.clear();
        GzDecoder::new(&body[5..]).read_to_end(&mut message).unwrap();
    }
    let message = ExportMetricsServiceRequest::decode(&*message).unwrap();
    Call { path: head.uri.path().to_owned(), headers: head.headers, message }
}

fn response(answer: Answer) -> Response<impl hyper::body::Body<Data = Bytes, Error = Infallible>> {
    let mut frame = Vec::new();
    if let Some(message) = answer.message {
        let message = message.encode_to_vec();
        frame.push(0);
        frame.extend_from_slice(&u32::try_from(message.len()).unwrap().to_be_bytes());
        frame.extend_from_slice(&message);
    }
    let body = Full::new(Bytes::from(frame)).with_trailers(ready(Some(Ok(answer.trailers))));
    Response::builder().header("content-type", "application/grpc").body(body).unwrap()
}

fn exporter(address: SocketAddr) -> OtlpExporter {
    OtlpExporter::new()
        .protocol(Protocol::Grpc)
        .endpoint(format!("http://{address}"))
        .registry(registry(|| 42.0))
        .interval(Duration::from_secs(3600))
        .timeout(Duration::from_secs(5))
        .on_error(|_| {})
}

#[tokio::test]
async fn a_call_is_the_one_that_is_specified() {
    let thanks = Answer::ok(ExportMetricsServiceResponse::default());
    let (address, calls) = serve(vec![thanks]).await;
    let plain = exporter(address).header("X-Scope", "one").timeout(Duration::MAX).spawn().unwrap();
    plain.flush().await.unwrap();
    let gzip = exporter(address).compression(Compression::Gzip).spawn().unwrap();
    gzip.flush().await.unwrap();

    let calls = calls.lock().unwrap();
    assert_eq!(calls.len(), 2);
    for call in &*calls {
        assert_eq!(call.path, "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export");
        assert_eq!(call.headers["content-type"], "application/grpc");
        assert_eq!(call.headers["te"], "trailers");
        let metrics = &call.message.resource_metrics[0].scope_metrics[0].metrics;
        assert_eq!(metrics[0].name, "probe_answer");
    }
    assert_eq!(calls[0].headers["x-scope"], "one");
    assert!(calls[0].headers["user-agent"].to_str().unwrap().starts_with("metrics-export/"));
    assert!(calls[0].headers.contains_key("grpc-timeout"));
}

#[tokio::test]
async fn what_may_go_better_is_tried_again() {
    let answers = vec![Answer::status("14", "not yet"), Answer::ok(ExportMetricsServiceResponse::default())];
    let (address, calls) = serve(answers).await;
    exporter(address).spawn().unwrap().flush().await.unwrap();
    let calls = calls.lock().unwrap();
    assert_eq!(calls.len(), 2);
    assert_eq!(calls[0].message, calls[1].message);
}

#[tokio::test]
async fn a_collector_says_when() {
    // google.rpc.Status with a RetryInfo of 2 seconds, in base64 without padding.
    let mut busy = Answer::status("8", "busy");
    let details = "CAgaMAoodHlwZS5nb29nbGVhcGlzLmNvbS9nb29nbGUucnBjLlJldHJ5SW5mbxIECgIIAg";
    busy.trailers.insert("grpc-status-details-bin", HeaderValue::from_static(details));
    let (address, calls) = serve(vec![busy, Answer::ok(ExportMetricsServiceResponse::default())]).await;
    let begin = Instant::now();
    exporter(address).spawn().unwrap().flush().await.unwrap();
    assert!(begin.elapsed() >= Duration::from_secs(2));
    assert_eq!(calls.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn what_would_fail_again_is_not_tried_again() {
    for (code, message) in [("3", "bad names"), ("8", "no quota"), ("12", "no metrics here"), ("16", "who?")]
    {
        let (address, calls) = serve(vec![Answer::status(code, message)]).await;
        let error = exporter(address).spawn().unwrap().flush().await.unwrap_err();
        let expected = format!("the gRPC status was {code}: {message}");
        assert!(error.to_string().ends_with(&expected), "{error}");
        assert!(matches!(error, OtlpError::Send { reason: SendError::Rpc { .. }, attempts: 1, .. }));
        assert_eq!(calls.lock().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn what_is_refused_is_told() {
    let partial =
        ExportMetricsPartialSuccess { rejected_data_points: 2, error_message: "too old".to_owned() };
    let answer = Answer::ok(ExportMetricsServiceResponse { partial_success: Some(partial) });
    let (address, _) = serve(vec![answer]).await;
    let error = exporter(address).spawn().unwrap().flush().await.unwrap_err();
    assert!(matches!(error, OtlpError::Refused { points: 2, .. }), "{error}");
}

#[tokio::test]
async fn a_collector_that_is_down_is_a_matter_of_time() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let exporter = exporter(free).export_timeout(Duration::from_millis(1500)).spawn().unwrap();
    let error = exporter.flush().await.unwrap_err();
    let OtlpError::Send { reason: SendError::Connection(_), attempts: 2.., .. } = &error else {
        panic!("{error}")
    };
    assert!(error.to_string().to_lowercase().contains("connection refused"), "{error}");
}

#[tokio::test]
async fn a_server_of_another_kind_is_told() {
    use support::receiver::{Reaction, Receiver};

    // An HTTP/1.1 server does not know what to make of it.
    let receiver = Receiver::start(|_| Reaction::status(200, "hello"));
    let exporter = exporter(receiver.address).timeout(Duration::from_millis(300));
    let exporter = exporter.export_timeout(Duration::from_millis(400)).spawn().unwrap();
    let error = exporter.flush().await.unwrap_err();
    assert!(matches!(error, OtlpError::Send { .. }), "{error}");
}
