//! `#[track_metrics(exemplars)]` beside `#[tracing::instrument]`: which span a call remembers.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};

use metrics_core::{Format, Registry, track_metrics};
use opentelemetry::trace::{TraceContextExt, TracerProvider};
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing_subscriber::layer::SubscriberExt;

/// The id of the span that is current here.
fn here() -> String {
    opentelemetry::Context::current().span().span_context().span_id().to_string()
}

#[track_metrics(exemplars)]
#[tracing::instrument]
fn above() -> String {
    here()
}

#[track_metrics(exemplars)]
#[tracing::instrument]
async fn above_async() -> String {
    std::future::ready(()).await;
    here()
}

#[tracing::instrument]
#[track_metrics(exemplars)]
fn below() -> String {
    here()
}

/// What the duration of a function remembers.
fn remembered(function: &str) -> String {
    let text = Registry::global().to_text(Format::OpenMetrics);
    let label = format!("function=\"{function}\"");
    let line = text.lines().find(|line| line.contains(&label) && line.contains(" # ")).unwrap();
    line.split("span_id=\"").nth(1).unwrap()[..16].to_owned()
}

#[test]
fn above_the_span_of_the_call_and_below_it_that_of_its_caller() {
    metrics_tracing::install().unwrap();
    let tracer = SdkTracerProvider::builder().build().tracer("test");
    let subscriber = tracing_subscriber::registry().with(tracing_opentelemetry::layer().with_tracer(tracer));
    tracing::subscriber::with_default(subscriber, || {
        let _caller = tracing::info_span!("caller").entered();
        let caller = here();
        let own = above();
        assert!(own != caller && own.len() == 16);
        assert_eq!(remembered("above"), own);

        let mut future = pin!(above_async());
        let polled = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        let own = match polled {
            std::task::Poll::Ready(own) => own,
            std::task::Poll::Pending => unreachable!("nothing here waits"),
        };
        assert_ne!(own, caller);
        assert_eq!(remembered("above_async"), own);

        assert_ne!(below(), caller);
        assert_eq!(remembered("below"), caller);
    });
}
