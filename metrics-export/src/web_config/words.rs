//! What cipher suites, curves, versions and the like are called in the file: as in Go.

use rustls::SupportedCipherSuite;
use rustls::crypto::SupportedKxGroup;
use rustls::crypto::ring::{ALL_CIPHER_SUITES, kx_group};

use crate::tls::{ClientAuth, TlsVersion};

/// What Go has by default, and rustls has not.
const WEAK_SUITES: [&str; 4] = [
    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
];

/// The cipher suites to offer: of TLS 1.2 these, as far as they are to be had; of TLS 1.3 all, among which there is
/// nothing to choose.
pub(super) fn cipher_suites(names: &[String]) -> Result<Vec<SupportedCipherSuite>, String> {
    let mut suites: Vec<_> =
        ALL_CIPHER_SUITES.iter().copied().filter(|suite| suite.tls13().is_some()).collect();
    for name in names {
        match ALL_CIPHER_SUITES.iter().find(|suite| is_called(suite, name)) {
            Some(suite) if suite.tls13().is_none() => suites.push(*suite),
            Some(_) => {}
            None if WEAK_SUITES.contains(&name.as_str()) => {}
            None => return Err(format!("cipher_suites: unknown: `{name}`")),
        }
    }
    Ok(suites)
}

/// rustls says `TLS13_…` where all others say `TLS_…`.
fn is_called(suite: &SupportedCipherSuite, name: &str) -> bool {
    let known = suite.suite().as_str().unwrap_or_default();
    known == name || known.strip_prefix("TLS13_").is_some_and(|rest| name.strip_prefix("TLS_") == Some(rest))
}

/// The curves to offer, as far as they are to be had.
pub(super) fn curves(names: &[String]) -> Result<Vec<&'static dyn SupportedKxGroup>, String> {
    let mut curves: Vec<&'static dyn SupportedKxGroup> = Vec::new();
    for name in names {
        match name.as_str() {
            "X25519" => curves.push(kx_group::X25519),
            "CurveP256" => curves.push(kx_group::SECP256R1),
            "CurveP384" => curves.push(kx_group::SECP384R1),
            // Not in ring.
            "CurveP521" => {}
            _ => return Err(format!("curve_preferences: unknown: `{name}`")),
        }
    }
    if curves.is_empty() { Err("curve_preferences: none of them is available".into()) } else { Ok(curves) }
}

/// The oldest and the newest version. Those that are not spoken any more may be allowed, and are not spoken all the
/// same.
pub(super) fn versions(min: Option<&str>, max: Option<&str>) -> Result<(TlsVersion, TlsVersion), String> {
    let min = match min {
        None | Some("TLS10" | "TLS11" | "TLS12") => TlsVersion::Tls12,
        Some("TLS13") => TlsVersion::Tls13,
        Some(other) => return Err(format!("min_version: unknown: `{other}`")),
    };
    let max = match max {
        None | Some("TLS13") => TlsVersion::Tls13,
        Some("TLS12") => TlsVersion::Tls12,
        Some(old @ ("TLS10" | "TLS11")) => return Err(format!("max_version: {old} is not spoken any more")),
        Some(other) => return Err(format!("max_version: unknown: `{other}`")),
    };
    if min > max { Err("min_version is above max_version".into()) } else { Ok((min, max)) }
}

pub(super) fn client_auth(name: Option<&str>) -> Result<ClientAuth, String> {
    Ok(match name {
        None | Some("" | "NoClientCert") => ClientAuth::None,
        Some("RequestClientCert") => ClientAuth::Request,
        // The latter is an older name.
        Some("RequireAnyClientCert" | "RequireClientCert") => ClientAuth::RequireAny,
        Some("VerifyClientCertIfGiven") => ClientAuth::VerifyIfGiven,
        Some("RequireAndVerifyClientCert") => ClientAuth::RequireAndVerify,
        Some(other) => return Err(format!("client_auth_type: unknown: `{other}`")),
    })
}
