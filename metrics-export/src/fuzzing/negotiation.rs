//! What a scraper asks for.

use std::io::Read;
use std::sync::Arc;

use flate2::read::GzDecoder;
use metrics_core::testing::parse;
use metrics_core::{Filter, Format, Registry};

use super::text;
use crate::{Rendered, filter, render_filtered};

/// Any query and any headers have a meaning: an answer in the format that it says, compressed as it says. Lines are the
/// query, `Accept` and `Accept-Encoding` in turn.
pub(super) fn negotiation(bytes: &[u8]) {
    thread_local!(static REGISTRY: Arc<Registry> = registry());
    let text = text(bytes);
    let mut lines = text.split('\n');
    let filter = filter(lines.next().unwrap_or_default());
    let headers: Vec<_> = lines.collect();
    let every_other = |first: usize| headers.iter().skip(first).step_by(2).copied();
    REGISTRY.with(|registry| {
        let rendered = render_filtered(registry, &filter, every_other(0), every_other(1));
        let plain = render_filtered(registry, &filter, every_other(0), []);
        assert_eq!(rendered.content_type, plain.content_type);
        assert_eq!(plain.content_encoding, None);
        assert_eq!(decompressed(&rendered), plain.body);
        judge(&plain, &filter);
    });
}

fn registry() -> Arc<Registry> {
    let registry = Registry::new();
    super::exposition::register(&registry);
    Arc::new(registry)
}

fn decompressed(rendered: &Rendered) -> Vec<u8> {
    let mut plain = Vec::new();
    match rendered.content_encoding {
        None => plain.clone_from(&rendered.body),
        Some("gzip") => drop(GzDecoder::new(&*rendered.body).read_to_end(&mut plain).expect("gzip")),
        #[cfg(feature = "zstd")]
        Some("zstd") => plain = zstd::decode_all(&*rendered.body).expect("zstd"),
        Some(other) => panic!("nobody knows {other}"),
    }
    plain
}

fn judge(plain: &Rendered, filter: &Filter) {
    let format = match plain.content_type.split(';').next() {
        Some("text/plain") => Format::Text,
        Some("application/openmetrics-text") => Format::OpenMetrics,
        Some("application/vnd.google.protobuf") => return,
        other => panic!("nobody knows {other:?}"),
    };
    let exposition = parse(std::str::from_utf8(&plain.body).expect("text"), format).expect("an exposition");
    assert!(*filter != Filter::ALL || !exposition.families().is_empty(), "all is something");
}
