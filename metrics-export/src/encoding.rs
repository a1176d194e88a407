//! How a body is compressed: the `Accept-Encoding` header.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

/// A content coding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Identity,
    Gzip,
}

impl Encoding {
    /// The coding for a client that sent these headers: gzip if it is wanted at least as much as no coding.
    ///
    /// `*` is not taken as a wish for gzip, unless no coding is ruled out. A client that rules out all we have gets
    /// the body as it is: better than nothing.
    pub(crate) fn negotiate<'a>(accept_encoding: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut gzip, mut identity, mut any) = (None, None, None);
        for item in accept_encoding.into_iter().flat_map(|line| line.split(',')) {
            let Some((coding, weight)) = weighted(item) else { continue };
            match coding.to_ascii_lowercase().as_str() {
                "gzip" | "x-gzip" => gzip = Some(weight),
                "identity" => identity = Some(weight),
                "*" => any = Some(weight),
                _ => {}
            }
        }
        let identity_refused = identity.is_some_and(|weight| weight <= 0.0);
        let gzip = gzip.or(any.filter(|_| identity_refused)).unwrap_or(0.0);
        if gzip > 0.0 && gzip >= identity.unwrap_or(0.0) { Self::Gzip } else { Self::Identity }
    }

    /// The value of the `Content-Encoding` header, spelled as Prometheus compares it.
    pub(crate) const fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
        }
    }
}

/// Compresses a body, for speed: an exposition shrinks to a tenth even so.
pub(crate) fn gzip(body: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 8), Compression::fast());
    encoder.write_all(body)?;
    encoder.finish()
}

/// A coding and its weight; `None` if the weight is not a number from 0 to 1.
fn weighted(item: &str) -> Option<(&str, f32)> {
    let (coding, parameter) = item.split_once(';').unwrap_or((item, "q=1"));
    let (name, weight) = parameter.split_once('=')?;
    let weight = weight.trim().parse().ok().filter(|weight| (0.0..=1.0).contains(weight))?;
    name.trim().eq_ignore_ascii_case("q").then_some((coding.trim(), weight))
}

#[cfg(test)]
mod tests {
    use super::Encoding::{self, Gzip, Identity};

    #[test]
    fn gzip_only_where_it_is_wanted() {
        for (expected, header) in [
            (Gzip, "gzip"),
            (Gzip, "GZIP"),
            (Gzip, "x-gzip"),
            (Gzip, "gzip, deflate, br, zstd"),
            (Gzip, "deflate;q=0.9 , gzip ; q=0.001"),
            (Gzip, "identity, gzip"),
            (Gzip, "identity;q=0, *"),
            (Gzip, "gzip;q=0.5, *;q=0"),
            (Identity, ""),
            (Identity, "identity"),
            (Identity, "identity, gzip;q=0.5"),
            (Identity, "br, zstd"),
            (Identity, "gzipped"),
            (Identity, "*"),
            (Identity, "gzip;q=0"),
            (Identity, "gzip;q=0.000, *"),
            (Identity, "gzip;q=0, identity;q=0"),
            (Identity, "*;q=0"),
            (Identity, "identity;q=0"),
            (Identity, "gzip;q=2"),
            (Identity, "gzip;q=NaN"),
            (Identity, "gzip;q"),
            (Identity, "gzip;level=9"),
            (Identity, ",;,=;q=1"),
        ] {
            assert_eq!(Encoding::negotiate([header]), expected, "{header:?}");
        }
        assert_eq!(Encoding::negotiate(["br", "gzip"]), Gzip);
        assert_eq!(Encoding::negotiate([]), Identity);
    }
}
