//! A user with a password.

use std::io::{self, ErrorKind};
use std::sync::{Mutex, MutexGuard, PoisonError};

use bcrypt::HashParts;

use super::secret::Secret;

/// A user with a password, of which a bcrypt hash is configured.
#[derive(Debug)]
pub(super) struct User {
    hash: String,
    /// The password that was right, in a form that is quick to compare. Only known once it has been said.
    right: Mutex<Option<Secret>>,
}

impl User {
    pub(super) fn new(name: &str, hash: &str) -> io::Result<Self> {
        let invalid =
            |why| io::Error::new(ErrorKind::InvalidData, format!("the password of `{name}`: {why}"));
        let parts: HashParts = hash.parse().map_err(|error| invalid(format!("no bcrypt hash: {error}")))?;
        if !(4..=31).contains(&parts.get_cost()) {
            return Err(invalid(format!("bcrypt has no cost of {}", parts.get_cost())));
        }
        Ok(Self { hash: hash.to_owned(), right: Mutex::new(None) })
    }

    pub(super) fn has_hash_of(&self, other: &Self) -> bool {
        self.hash == other.hash
    }

    pub(super) fn remembers(&self, password: &[u8]) -> bool {
        let password = Secret::new(password);
        self.right().as_ref().is_some_and(|right| *right == password)
    }

    /// Whether the password is right, which is found out slowly. It is remembered only if it is that of this user.
    pub(super) fn verify(&self, password: &[u8], remember: bool) -> bool {
        let verified = bcrypt::verify(password, &self.hash).unwrap_or(false);
        if verified && remember {
            *self.right() = Some(Secret::new(password));
        }
        verified
    }

    fn right(&self) -> MutexGuard<'_, Option<Secret>> {
        self.right.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
