//! The spans of OpenTelemetry itself, and those of `tracing`, with the SDK that decides which of them are kept.

use std::sync::Arc;

use metrics_core::{Counter, Format, Metrics, Registry, WithExemplars};
use opentelemetry::trace::{SpanContext, TraceContextExt, Tracer, TracerProvider};
use opentelemetry_sdk::trace::{Sampler, SdkTracerProvider};
use tracing_subscriber::layer::SubscriberExt;

fn provider(sampler: Sampler) -> SdkTracerProvider {
    SdkTracerProvider::builder().with_sampler(sampler).build()
}

/// What the labels of a span should be.
fn labels(span: &SpanContext) -> Vec<(String, String)> {
    [("trace_id", span.trace_id().to_string()), ("span_id", span.span_id().to_string())]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
}

fn current() -> Option<Vec<(String, String)>> {
    let labels = metrics_tracing::current_span()?;
    Some(labels.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

#[test]
fn a_span_of_opentelemetry() {
    assert_eq!(current(), None);
    provider(Sampler::AlwaysOn).tracer("test").in_span("work", |context| {
        assert_eq!(current().unwrap(), labels(context.span().span_context()));
    });
    assert_eq!(current(), None);
}

#[test]
fn a_span_that_nobody_keeps_is_none() {
    provider(Sampler::AlwaysOff).tracer("test").in_span("work", |_| assert_eq!(current(), None));
}

#[test]
fn a_span_of_tracing_down_to_the_exposition() {
    #[derive(Metrics)]
    struct Set {
        /// Requests.
        requests: WithExemplars<Counter>,
    }

    metrics_tracing::install().unwrap();
    assert!(metrics_tracing::install().is_err());
    let (registry, set) = (Registry::new(), Arc::new(Set::new()));
    registry.register(Arc::clone(&set)).unwrap();
    let layer = tracing_opentelemetry::layer().with_tracer(provider(Sampler::AlwaysOn).tracer("test"));
    tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), || {
        let (_outer, inner) = (tracing::info_span!("request").entered(), tracing::info_span!("query"));
        let expected = inner.in_scope(|| {
            set.requests.inc();
            labels(opentelemetry::Context::current().span().span_context())
        });
        let (trace, span) = (&expected[0].1, &expected[1].1);
        assert!(trace.len() == 32 && span.len() == 16 && trace.bytes().any(|byte| byte != b'0'));
        let line = format!("requests_total 1 # {{trace_id=\"{trace}\",span_id=\"{span}\"}} 1 ");
        let text = registry.to_text(Format::OpenMetrics);
        assert!(text.contains(&line), "{text}");
    });
}
