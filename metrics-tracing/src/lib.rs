//! Exemplars for [`metrics-core`](metrics_core) from the current span: the way from a bucket to a trace.
//!
//! ```
//! use metrics_core::{Histogram, Metrics, WithExemplars};
//! use std::time::Duration;
//!
//! #[derive(Metrics)]
//! struct Http {
//!     /// Time from the request to the answer.
//!     request_duration: WithExemplars<Histogram<(), Duration>>,
//! }
//!
//! static HTTP: Http = Http::new();
//!
//! // At start-up, beside the setup of OpenTelemetry.
//! metrics_tracing::install()?;
//! // From now on, a bucket remembers the span that was current.
//! HTTP.request_duration.observe(Duration::from_millis(3));
//! # Ok::<(), metrics_core::ExemplarSourceTaken>(())
//! ```
//!
//! The current span is that of OpenTelemetry's context. `tracing` spans are there, too, if the subscriber has the layer of
//! `tracing-opentelemetry`, which makes a span's context the current one when the span is entered. Its version goes with
//! that of the crate `opentelemetry`, which is in [`opentelemetry`].

#![forbid(unsafe_code)]

use metrics_core::{ExemplarLabels, ExemplarSourceTaken, set_exemplar_source};
use opentelemetry::Context;
use opentelemetry::trace::TraceContextExt;

/// The version of OpenTelemetry whose spans are found.
pub use opentelemetry;

/// Makes the current span the source of exemplars, in the whole program.
///
/// # Errors
///
/// If there is a source already.
pub fn install() -> Result<(), ExemplarSourceTaken> {
    set_exemplar_source(current_span)
}

/// `trace_id` and `span_id` of the current span, as W3C Trace Context writes them; nothing if there is no span, or if it
/// is not sampled, because nobody keeps its trace.
///
/// For an exemplar that is given explicitly. Reads a thread-local; does not allocate.
pub fn current_span() -> Option<ExemplarLabels> {
    Context::map_current(|context| {
        if !context.has_active_span() {
            return None;
        }
        let span = context.span();
        let span = span.span_context();
        let (trace_id, span_id) = (span.trace_id().to_bytes(), span.span_id().to_bytes());
        let is_kept = span.is_valid() && span.is_sampled();
        is_kept.then(|| ExemplarLabels::of_span(u128::from_be_bytes(trace_id), u64::from_be_bytes(span_id)))
    })
}
