//! Who is let in by what a request says: passwords and tokens.

mod secret;
mod user;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Instant;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hyper::header::{AUTHORIZATION, HeaderMap};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::task::spawn_blocking;
use tokio::time::sleep;

use self::secret::Secret;
use self::user::User;

/// Whom to let in, as it was configured. Everybody, if nothing is.
#[derive(Clone, Default)]
pub(crate) struct Credentials {
    /// Users and the bcrypt hashes of their passwords.
    pub(crate) users: BTreeMap<String, String>,
    pub(crate) tokens: Vec<String>,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("users", &self.users.keys()).finish_non_exhaustive()
    }
}

/// Who is let in.
#[derive(Debug)]
pub(crate) struct Access {
    users: BTreeMap<String, Arc<User>>,
    tokens: Vec<Secret>,
    /// Passwords that are hashed at once. One takes a processor 50 ms and more, which anybody can ask for.
    turns: Arc<Semaphore>,
}

/// How much longer than it took to find a password wrong the next one waits: so, at most a fifth of one processor goes
/// to wrong passwords.
const PAUSE: u32 = 4;

impl Access {
    pub(crate) fn new(credentials: &Credentials) -> io::Result<Self> {
        let users =
            credentials.users.iter().map(|(name, hash)| Ok((name.clone(), Arc::new(User::new(name, hash)?))));
        Ok(Self {
            users: users.collect::<io::Result<_>>()?,
            tokens: credentials.tokens.iter().map(|token| Secret::new(token.as_bytes())).collect(),
            turns: Arc::new(Semaphore::new(1)),
        })
    }

    /// Takes the place of the access before it: whoever was let in is remembered for as long as the hash stays the same,
    /// and one password is hashed at once for both.
    pub(crate) fn succeed(&mut self, before: &Self) {
        self.turns = Arc::clone(&before.turns);
        for (name, user) in &mut self.users {
            if let Some(same) = before.users.get(name).filter(|known| known.has_hash_of(user)) {
                *user = Arc::clone(same);
            }
        }
    }

    /// Whether a request with these headers is let in.
    ///
    /// Whoever is let in once is remembered, and let in from then on without a hash: a flood of wrong passwords keeps
    /// only those waiting who come for the first time.
    pub(crate) async fn admits(&self, headers: &HeaderMap) -> bool {
        if self.users.is_empty() && self.tokens.is_empty() {
            return true;
        }
        let credentials = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.split_once(' '));
        match credentials {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => self.knows(token.trim()),
            Some((scheme, basic)) if scheme.eq_ignore_ascii_case("basic") => match decode(basic.trim()) {
                Some((user, password)) => self.trusts(&user, password).await,
                None => false,
            },
            _ => false,
        }
    }

    /// What a client is told that is not let in, for the header `WWW-Authenticate`.
    pub(crate) fn challenges(&self) -> impl Iterator<Item = &'static str> {
        let basic = (!self.users.is_empty()).then_some("Basic realm=\"metrics\", charset=\"UTF-8\"");
        let bearer = (!self.tokens.is_empty()).then_some("Bearer realm=\"metrics\"");
        basic.into_iter().chain(bearer)
    }

    /// Looks at all tokens, whichever it is.
    fn knows(&self, token: &str) -> bool {
        let token = Secret::new(token.as_bytes());
        self.tokens.iter().filter(|known| **known == token).count() > 0
    }

    async fn trusts(&self, name: &str, password: Vec<u8>) -> bool {
        let user = self.users.get(name);
        if user.is_some_and(|user| user.remembers(&password)) {
            return true;
        }
        // For a stranger, somebody else's password is looked at, so that the time does not tell who is known.
        let Some(judge) = user.or_else(|| self.users.values().next()).cloned() else { return false };
        let is_known = user.is_some();
        let Ok(turn) = Arc::clone(&self.turns).acquire_owned().await else { return false };
        let (verdict, heard) = oneshot::channel();
        tokio::spawn(check(judge, password, is_known, verdict, turn));
        heard.await.unwrap_or(false)
    }
}

/// Has one turn for a password, and for the pause after a wrong one. A task of its own: a hash that is begun comes to its
/// end, and who asked for it may be gone by then, which is to save nobody anything.
async fn check(
    judge: Arc<User>,
    password: Vec<u8>,
    is_known: bool,
    verdict: oneshot::Sender<bool>,
    _turn: OwnedSemaphorePermit,
) {
    let begin = Instant::now();
    let verified = spawn_blocking(move || judge.verify(&password, is_known)).await;
    let verified = verified.unwrap_or(false) && is_known;
    let _ = verdict.send(verified);
    if !verified {
        sleep(begin.elapsed() * PAUSE).await;
    }
}

/// The user and the password in `Authorization: Basic`.
fn decode(basic: &str) -> Option<(String, Vec<u8>)> {
    let both = STANDARD.decode(basic).ok()?;
    let colon = both.iter().position(|&byte| byte == b':')?;
    let user = std::str::from_utf8(&both[..colon]).ok()?;
    Some((user.to_owned(), both[colon + 1..].to_vec()))
}

#[cfg(test)]
mod tests {
    use std::future::ready;

    use tokio::select;

    use super::*;

    fn header(value: &str) -> HeaderMap {
        HeaderMap::from_iter([(AUTHORIZATION, value.parse().unwrap())])
    }

    fn basic(both: &str) -> HeaderMap {
        header(&format!("Basic {}", STANDARD.encode(both)))
    }

    fn access() -> Access {
        let hash = |password| bcrypt::hash(password, 4).unwrap();
        let users = [("alice", hash("ace")), ("bob", hash("")), ("c\u{e9}line", hash("a:b\u{e9}"))];
        Access::new(&Credentials {
            users: users.map(|(name, hash)| (name.to_owned(), hash)).into(),
            tokens: vec!["first".into(), "second".into()],
        })
        .unwrap()
    }

    #[tokio::test]
    async fn who_is_let_in() {
        let access = access();
        // Twice, because the second time is another one.
        for _ in 0..2 {
            for both in ["alice:ace", "bob:", "c\u{e9}line:a:b\u{e9}"] {
                assert!(access.admits(&basic(both)).await, "{both}");
            }
            for value in ["Bearer first", "bearer second", "BEARER  first "] {
                assert!(access.admits(&header(value)).await, "{value}");
            }
        }
        let alice = STANDARD.encode("alice:ace");
        assert!(access.admits(&header(&format!("basic {alice}"))).await);
    }

    #[tokio::test]
    async fn who_is_not() {
        let access = access();
        assert!(access.admits(&basic("alice:ace")).await);
        assert!(!access.admits(&HeaderMap::new()).await);
        for both in
            ["alice:", "alice:acE", "alice:ace ", "alice", "Alice:ace", "mallory:ace", ":", "", "bob:ace"]
        {
            assert!(!access.admits(&basic(both)).await, "{both}");
        }
        for value in
            ["", "Basic", "Basic ", "Basic alice:ace", "Basic =", "Bearer", "Bearer ", "Bearer firs", "first"]
        {
            assert!(!access.admits(&header(value)).await, "{value}");
        }
        assert!(!access.admits(&header(&format!("Bearer {}", "x".repeat(10_000)))).await);
    }

    #[tokio::test]
    async fn everybody_if_nothing_is_asked() {
        assert!(Access::new(&Credentials::default()).unwrap().admits(&HeaderMap::new()).await);
    }

    #[tokio::test(start_paused = true)]
    async fn a_wrong_password_is_paid_for_by_the_next_one() {
        let access = access();
        assert!(access.admits(&basic("alice:ace")).await);
        assert!(!access.admits(&basic("mallory:ace")).await);
        assert_eq!(access.turns.available_permits(), 0);
        assert!(access.admits(&basic("alice:ace")).await, "who is remembered does not wait");
        assert!(access.admits(&basic("bob:")).await, "who is not waits for a turn");
        assert_eq!(access.turns.available_permits(), 1);
    }

    #[tokio::test]
    async fn who_is_gone_has_the_next_one_wait_as_well() {
        let (access, wrong) = (access(), basic("mallory:ace"));
        select! {
            biased;
            _ = access.admits(&wrong) => unreachable!("a hash takes longer"),
            () = ready(()) => {}
        }
        assert_eq!(access.turns.available_permits(), 0);
        assert!(access.admits(&basic("bob:")).await, "and no longer than for others");
    }

    #[test]
    fn a_hash_that_is_none_names_its_user() {
        for hash in [
            "",
            "secret",
            "$2y$10$short",
            "$1$md5",
            "$2y$99$mDwo.lAisC94iLAyP81MCesa29IzH37oigHC/42V2pdJlUprsJPze",
        ] {
            let users = BTreeMap::from([("alice".to_owned(), hash.to_owned())]);
            let error = Access::new(&Credentials { users, tokens: Vec::new() }).unwrap_err();
            assert!(error.to_string().contains("alice"), "{error}");
        }
    }
}
