//! Which format a client gets, of all that this crate can write.

use metrics_core::negotiate::{Escaping, Offer, choose};
use metrics_core::{Filter, Format, Registry};

use crate::own::ScrapeFormat;
#[cfg(feature = "protobuf")]
use crate::protobuf;

/// A format, and what its content type says of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Negotiated {
    wire: Wire,
    escaping: Option<Escaping>,
}

/// A format in which a registry is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wire {
    Text,
    OpenMetrics,
    /// The text format in the version that allows any name: ours look the same in both.
    Text1,
    #[cfg(feature = "protobuf")]
    Protobuf,
}

/// In the order of [`OFFERS`].
const WIRES: &[Wire] = &[
    Wire::Text,
    Wire::OpenMetrics,
    Wire::Text1,
    #[cfg(feature = "protobuf")]
    Wire::Protobuf,
];

const OFFERS: &[Offer] = &[
    Format::OFFERS[0],
    Format::OFFERS[1],
    Offer { kind: "text", subtype: "plain", parameters: &[("version", "1.0.0")], only_exactly: true },
    #[cfg(feature = "protobuf")]
    protobuf::OFFER,
];

/// A content type, with the escaping at its end that was asked for.
macro_rules! escaped {
    ($content_type:literal, $escaping:expr, $unasked:expr) => {
        match $escaping {
            None => $unasked,
            Some(Escaping::AllowUtf8) => concat!($content_type, "; escaping=allow-utf-8"),
            Some(Escaping::Underscores) => concat!($content_type, "; escaping=underscores"),
            Some(Escaping::Dots) => concat!($content_type, "; escaping=dots"),
            Some(Escaping::Values) => concat!($content_type, "; escaping=values"),
        }
    };
}

impl Negotiated {
    /// For a client that sent these `Accept` headers. See [`choose`].
    pub(crate) fn new<'a>(accept: impl IntoIterator<Item = &'a str>) -> Self {
        let choice = choose(OFFERS, accept);
        Self { wire: WIRES[choice.offer], escaping: choice.escaping }
    }

    /// The value of the `Content-Type` header.
    pub(crate) const fn content_type(self) -> &'static str {
        match self.wire {
            Wire::Text => {
                escaped!(
                    "text/plain; version=0.0.4; charset=utf-8",
                    self.escaping,
                    Format::Text.content_type()
                )
            }
            Wire::OpenMetrics => escaped!(
                "application/openmetrics-text; version=1.0.0; charset=utf-8",
                self.escaping,
                Format::OpenMetrics.content_type()
            ),
            Wire::Text1 => escaped!(
                "text/plain; version=1.0.0; charset=utf-8",
                self.escaping,
                "text/plain; version=1.0.0; charset=utf-8; escaping=underscores"
            ),
            #[cfg(feature = "protobuf")]
            Wire::Protobuf => escaped!(
                "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited",
                self.escaping,
                protobuf::CONTENT_TYPE
            ),
        }
    }

    /// The format, as a label.
    pub(crate) const fn label(self) -> ScrapeFormat {
        match self.wire {
            Wire::Text | Wire::Text1 => ScrapeFormat::Text,
            Wire::OpenMetrics => ScrapeFormat::OpenMetrics,
            #[cfg(feature = "protobuf")]
            Wire::Protobuf => ScrapeFormat::Protobuf,
        }
    }

    /// Appends an exposition of what the filter wants to `out`.
    pub(crate) fn encode(self, registry: &Registry, filter: &Filter, out: &mut Vec<u8>) {
        match self.wire {
            Wire::Text | Wire::Text1 => registry.encode_filtered(Format::Text, filter, out),
            Wire::OpenMetrics => registry.encode_filtered(Format::OpenMetrics, filter, out),
            #[cfg(feature = "protobuf")]
            Wire::Protobuf => protobuf::encode_filtered(registry, filter, out),
        }
    }
}

#[cfg(test)]
mod tests;
