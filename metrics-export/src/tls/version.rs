//! The versions of TLS.

use rustls::{SupportedProtocolVersion, version};

/// A version of TLS. The older ones are not spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TlsVersion {
    /// TLS 1.2
    Tls12,
    /// TLS 1.3
    Tls13,
}

impl TlsVersion {
    /// All from one to the other.
    pub(super) fn range((min, max): (Self, Self)) -> Vec<&'static SupportedProtocolVersion> {
        let all = [(Self::Tls12, &version::TLS12), (Self::Tls13, &version::TLS13)];
        all.into_iter().filter(|(version, _)| (min..=max).contains(version)).map(|(_, found)| found).collect()
    }
}
