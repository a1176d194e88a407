//! How an endpoint was configured.

use std::io;

use hyper::header::HeaderMap;

use crate::files::Files;
use crate::policy::Policy;

/// How an endpoint was configured: in code, and by the files that are named there.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    #[cfg(feature = "tls")]
    pub(crate) tls: Option<crate::tls::Tls>,
    #[cfg(feature = "auth")]
    pub(crate) credentials: crate::access::Credentials,
    #[cfg(feature = "web-config")]
    pub(crate) web_config: Option<std::path::PathBuf>,
    #[cfg(feature = "web-config")]
    pub(crate) rate_limit: Option<(std::time::Duration, u32)>,
    pub(crate) headers: HeaderMap,
    pub(crate) http2: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            #[cfg(feature = "tls")]
            tls: None,
            #[cfg(feature = "auth")]
            credentials: crate::access::Credentials::default(),
            #[cfg(feature = "web-config")]
            web_config: None,
            #[cfg(feature = "web-config")]
            rate_limit: None,
            headers: HeaderMap::new(),
            http2: true,
        }
    }
}

impl Settings {
    /// Reads what is in files. They are told also where something is wrong, to see when that is mended.
    pub(crate) fn load(&self) -> (Files, io::Result<Policy>) {
        let mut files = Files::default();
        let policy = self.read(&mut files);
        (files, policy)
    }

    #[cfg(feature = "web-config")]
    fn read(&self, files: &mut Files) -> io::Result<Policy> {
        match &self.web_config {
            None => self.policy(files),
            Some(path) => {
                let mut settings = self.clone();
                crate::web_config::apply(path, &mut settings, files)?;
                settings
                    .policy(files)
                    .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))
            }
        }
    }

    #[cfg(not(feature = "web-config"))]
    fn read(&self, files: &mut Files) -> io::Result<Policy> {
        self.policy(files)
    }

    #[cfg_attr(
        not(any(feature = "tls", feature = "auth")),
        expect(clippy::unnecessary_wraps, reason = "what can fail are features")
    )]
    fn policy(&self, files: &mut Files) -> io::Result<Policy> {
        let _ = files;
        Ok(Policy {
            #[cfg(feature = "tls")]
            tls: self.tls.as_ref().map(|tls| tls.load(self.http2, files)).transpose()?,
            #[cfg(feature = "auth")]
            access: crate::access::Access::new(&self.credentials)?,
            #[cfg(feature = "web-config")]
            rate_limit: self
                .rate_limit
                .map(|(interval, burst)| crate::rate_limit::RateLimit::new(interval, burst)),
            headers: self.headers.clone(),
            http2: self.http2,
        })
    }
}
