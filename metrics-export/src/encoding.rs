//! How a body is compressed: the `Accept-Encoding` header.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

/// A content coding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Identity,
    Gzip,
    #[cfg(feature = "zstd")]
    Zstd,
}

/// What clients may ask for, the better first.
const NAMES: &[(&str, Encoding)] = &[
    #[cfg(feature = "zstd")]
    ("zstd", Encoding::Zstd),
    ("gzip", Encoding::Gzip),
    ("x-gzip", Encoding::Gzip),
    ("identity", Encoding::Identity),
];

impl Encoding {
    /// The coding for a client that sent these headers: the one that it wants most, and to compress where that is wanted
    /// as much as not to.
    ///
    /// `*` is not taken as a wish for a compression, unless no coding is ruled out. A client that rules out all we have
    /// gets the body as it is: better than nothing.
    pub(crate) fn negotiate<'a>(accept_encoding: impl IntoIterator<Item = &'a str>) -> Self {
        let lines = accept_encoding.into_iter();
        let items: Vec<_> = lines.flat_map(|line| line.split(',')).filter_map(weighted).collect();
        let weight = |name: &str| {
            items.iter().rfind(|(coding, _)| coding.eq_ignore_ascii_case(name)).map(|(_, weight)| *weight)
        };
        let identity_refused = weight("identity") == Some(0.0);
        let any = weight("*").filter(|_| identity_refused);
        let wanted = NAMES.iter().map(|&(name, encoding)| {
            let unasked = if encoding == Self::Identity { f32::MIN_POSITIVE } else { any.unwrap_or(0.0) };
            (weight(name).unwrap_or(unasked), encoding)
        });
        // Of those that are wanted as much, the first counts.
        let best = wanted.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.filter(|(weight, _)| *weight > 0.0).map_or(Self::Identity, |(_, encoding)| encoding)
    }

    /// The value of the `Content-Encoding` header, spelled as Prometheus compares it.
    pub(crate) const fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            #[cfg(feature = "zstd")]
            Self::Zstd => Some("zstd"),
        }
    }

    /// A body in this coding; `None` if that is the body as it is.
    ///
    /// Writing to memory does not fail. If it did, the body would still be good as it is.
    pub(crate) fn encode(self, body: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Identity => None,
            Self::Gzip => gzip(body).ok(),
            #[cfg(feature = "zstd")]
            Self::Zstd => zstd::bulk::compress(body, ZSTD_LEVEL).ok(),
        }
    }
}

/// For speed, as with gzip.
#[cfg(feature = "zstd")]
const ZSTD_LEVEL: i32 = 1;

/// Compresses a body, for speed: an exposition shrinks to a tenth even so.
fn gzip(body: &[u8]) -> io::Result<Vec<u8>> {
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
            (Gzip, "gzip, deflate, br"),
            (Gzip, "deflate;q=0.9 , gzip ; q=0.001"),
            (Gzip, "identity, gzip"),
            (Gzip, "identity;q=0, *, zstd;q=0"),
            (Gzip, "gzip;q=0.5, *;q=0"),
            (Identity, ""),
            (Identity, "identity"),
            (Identity, "identity, gzip;q=0.5"),
            (Identity, "br"),
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
        // Whether zstd is there or not.
        assert_eq!(Encoding::negotiate(["br", "gzip"]), Gzip);
        assert_eq!(Encoding::negotiate(["zstd;q=0.5, gzip"]), Gzip);
        assert_eq!(Encoding::negotiate(["zstd;q=0, gzip"]), Gzip);
        assert_eq!(Encoding::negotiate([]), Identity);
    }

    #[cfg(feature = "zstd")]
    #[test]
    fn zstd_for_those_who_ask_for_it() {
        for (expected, header) in [
            (Encoding::Zstd, "zstd"),
            (Encoding::Zstd, "gzip, deflate, br, zstd"),
            (Encoding::Zstd, "identity;q=0, *"),
            (Encoding::Zstd, "zstd;q=0.9, gzip;q=0.8"),
            (Encoding::Zstd, "zstd;q=0.5, identity;q=0.5"),
            (Gzip, "zstd;q=0.8, gzip;q=0.9"),
            (Identity, "zstd;q=0"),
            (Identity, "zstd;q=0.5, identity"),
            (Identity, "zst"),
        ] {
            assert_eq!(Encoding::negotiate([header]), expected, "{header:?}");
        }
        let body = b"probe_answer 42\n".repeat(1_000);
        let compressed = Encoding::Zstd.encode(&body).unwrap();
        assert!(compressed.len() < body.len() / 10);
        assert_eq!(zstd::decode_all(&compressed[..]).unwrap(), body);
    }
}
