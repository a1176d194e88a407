//! Ready-made labels for HTTP.

use super::{Label, Values};

/// The method of a request. Any token is a legal method, so whatever is not standard is [`Other`](Self::Other).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // RFC 9110 documents them
pub enum HttpMethod {
    Get,
    Head,
    Post,
    Put,
    Delete,
    Connect,
    Options,
    Trace,
    Patch,
    /// None of the standard ones.
    Other,
}

/// The class of a response's status code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatusClass {
    /// 100 to 199.
    Informational,
    /// 200 to 299.
    Success,
    /// 300 to 399.
    Redirection,
    /// 400 to 499.
    ClientError,
    /// 500 to 599.
    ServerError,
    /// No status code at all.
    Unknown,
}

impl HttpMethod {
    const ALL: [Self; 10] = [
        Self::Get,
        Self::Head,
        Self::Post,
        Self::Put,
        Self::Delete,
        Self::Connect,
        Self::Options,
        Self::Trace,
        Self::Patch,
        Self::Other,
    ];
    const NAMES: [&str; 10] =
        ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "other"];
}

#[diagnostic::do_not_recommend]
impl Label for HttpMethod {
    const NAME: &'static str = "method";
    const VALUES: Values = Values::Fixed(&Self::NAMES);

    #[inline]
    fn index(self) -> usize {
        self as usize
    }

    fn from_index(index: usize) -> Option<Self> {
        Self::ALL.get(index).copied()
    }
}

/// Methods are case-sensitive (RFC 9110, 9.1).
impl From<&str> for HttpMethod {
    fn from(method: &str) -> Self {
        let place = Self::NAMES.iter().position(|&name| name == method);
        place.and_then(Self::from_index).unwrap_or(Self::Other)
    }
}

impl StatusClass {
    const ALL: [Self; 6] = [
        Self::Informational,
        Self::Success,
        Self::Redirection,
        Self::ClientError,
        Self::ServerError,
        Self::Unknown,
    ];
}

#[diagnostic::do_not_recommend]
impl Label for StatusClass {
    const NAME: &'static str = "status";
    const VALUES: Values = Values::Fixed(&["1xx", "2xx", "3xx", "4xx", "5xx", "unknown"]);

    #[inline]
    fn index(self) -> usize {
        self as usize
    }

    fn from_index(index: usize) -> Option<Self> {
        Self::ALL.get(index).copied()
    }
}

impl From<u16> for StatusClass {
    fn from(code: u16) -> Self {
        match code {
            100..=199 => Self::Informational,
            200..=299 => Self::Success,
            300..=399 => Self::Redirection,
            400..=499 => Self::ClientError,
            500..=599 => Self::ServerError,
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_index_leads_back() {
        for index in 0..HttpMethod::VALUES.len() {
            let method = HttpMethod::from_index(index).unwrap();
            assert_eq!(Label::index(method), index);
            assert_eq!(HttpMethod::from(HttpMethod::VALUES.get(index).unwrap()), method);
        }
        for index in 0..StatusClass::VALUES.len() {
            assert_eq!(Label::index(StatusClass::from_index(index).unwrap()), index);
        }
    }

    #[test]
    fn what_is_not_standard_is_one_series() {
        for method in ["get", "FOOBAR", ""] {
            assert_eq!(HttpMethod::from(method), HttpMethod::Other);
        }
        assert_eq!([0, 99, 600, 999].map(StatusClass::from), [StatusClass::Unknown; 4]);
    }

    #[test]
    fn a_class_is_a_hundred_codes() {
        use StatusClass::{ClientError, Informational, Redirection, ServerError, Success};
        let classes = [Informational, Success, Redirection, ClientError, ServerError];
        for (class, first) in classes.into_iter().zip((100..).step_by(100)) {
            assert_eq!([first, first + 1, first + 99].map(StatusClass::from), [class; 3]);
        }
    }
}
