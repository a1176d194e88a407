//! Who is let in.

use hyper::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use tokio::runtime::{Builder, Runtime};

use crate::access::{Access, Credentials};

const TOKEN: &str = "sesame";
/// `alice:ace`.
const BASIC: &str = "YWxpY2U6YWNl";
/// `ace`, as cheaply as bcrypt can.
const HASH: &str = "$2b$04$abcdefghijklmnopqrstuu3LIPxtQr/M60x9.5na6822hbKe8VWhW";

/// Nobody is let in whose header does not say what was configured.
pub(super) fn authorization(bytes: &[u8]) {
    thread_local!(static GATE: Gate = Gate::new());
    let Ok(value) = HeaderValue::from_bytes(bytes) else { return };
    let known = value.to_str().ok().and_then(|text| text.split_once(' ')).is_some_and(|(scheme, rest)| {
        scheme.eq_ignore_ascii_case("bearer") && rest.trim() == TOKEN
            || scheme.eq_ignore_ascii_case("basic") && rest.trim() == BASIC
    });
    assert_eq!(GATE.with(|gate| gate.admits(value)), known);
}

struct Gate {
    runtime: Runtime,
    access: Access,
}

impl Gate {
    fn new() -> Self {
        let users = [("alice".to_owned(), HASH.to_owned())].into();
        Self {
            runtime: Builder::new_current_thread()
                .enable_time()
                .start_paused(true)
                .build()
                .expect("a runtime"),
            access: Access::new(&Credentials { users, tokens: vec![TOKEN.to_owned()] }).expect("a hash"),
        }
    }

    fn admits(&self, value: HeaderValue) -> bool {
        let headers = HeaderMap::from_iter([(AUTHORIZATION, value)]);
        self.runtime.block_on(self.access.admits(&headers))
    }
}
