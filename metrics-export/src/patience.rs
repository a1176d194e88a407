//! How long a scraper waits for its answer.

use std::time::Duration;

use hyper::header::HeaderMap;

/// What Prometheus and those who do as it does send: their timeout, in seconds.
const HEADER: &str = "x-prometheus-scrape-timeout-seconds";
/// For those who do not say: what Prometheus waits by default.
const DEFAULT: Duration = Duration::from_secs(10);
/// Whoever would wait longer does not wait here: a scrape that takes so long is stuck.
const LONGEST: f64 = 60.0;
/// What is left for the way back, so that a scraper hears why it got nothing. At most half of its time.
const MARGIN: f64 = 0.5;

/// How long the answer to a request with these headers may take. What is no positive number counts for nothing.
pub(crate) fn patience(headers: &HeaderMap) -> Duration {
    headers
        .get(HEADER)
        .and_then(|value| value.to_str().ok()?.trim().parse().ok())
        .filter(|seconds: &f64| seconds.is_finite() && *seconds > 0.0)
        .map_or(DEFAULT, |seconds| {
            Duration::from_secs_f64((seconds - MARGIN.min(seconds / 2.0)).min(LONGEST))
        })
}

#[cfg(test)]
mod tests {
    use hyper::header::HeaderValue;

    use super::*;

    #[test]
    fn a_little_less_than_the_scraper_waits() {
        for (value, millis) in [
            ("10", 9_500),
            ("10.000000", 9_500),
            (" 2.5 ", 2_000),
            ("0.2", 100),
            ("1e-300", 0),
            ("60.5", 60_000),
            ("86400", 60_000),
            ("1e300", 60_000),
            ("1e999", 10_000),
            ("inf", 10_000),
            ("0", 10_000),
            ("-0", 10_000),
            ("-1", 10_000),
            ("NaN", 10_000),
            ("", 10_000),
            ("soon", 10_000),
            ("10s", 10_000),
            ("1,5", 10_000),
            ("\u{b2}", 10_000),
        ] {
            let header = (HEADER.parse().unwrap(), HeaderValue::from_str(value).unwrap());
            let headers = HeaderMap::from_iter([header]);
            assert_eq!(patience(&headers), Duration::from_millis(millis), "{value:?}");
        }
        assert_eq!(patience(&HeaderMap::new()), DEFAULT);
    }
}
