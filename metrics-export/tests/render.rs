//! The answer without a server.

mod support;

use std::io::Read;

use flate2::read::GzDecoder;
use metrics_core::{Format, Registry};
use metrics_export::render;
use support::registry;

fn encoded(registry: &Registry, format: Format) -> Vec<u8> {
    let mut body = Vec::new();
    registry.encode(format, &mut body);
    body
}

#[test]
fn a_request_without_headers_gets_text() {
    let registry = registry(|| 42.0);
    let scrape = render(&registry, [], []);
    assert_eq!(scrape.body, encoded(&registry, Format::Text));
    assert_eq!(
        scrape.headers().collect::<Vec<_>>(),
        [("content-type", Format::Text.content_type()), ("vary", "Accept, Accept-Encoding")]
    );
}

#[test]
fn a_request_gets_what_it_asks_for() {
    let registry = registry(|| 42.0);
    let scrape = render(&registry, ["application/openmetrics-text"], ["br", "gzip"]);
    assert_eq!(
        scrape.headers().collect::<Vec<_>>(),
        [
            ("content-type", Format::OpenMetrics.content_type()),
            ("content-encoding", "gzip"),
            ("vary", "Accept, Accept-Encoding"),
        ]
    );
    let mut body = Vec::new();
    GzDecoder::new(&scrape.body[..]).read_to_end(&mut body).unwrap();
    assert_eq!(body, encoded(&registry, Format::OpenMetrics));
}
