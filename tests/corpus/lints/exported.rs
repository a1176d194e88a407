//! What is exported, and documented badly.

use crate::attribute;

use std::future::ready;

#[attribute]
pub fn undocumented() {}

#[attribute]
pub async fn undocumented_later(number: u8) -> Result<u8, String> {
    ready(Ok(number)).await
}

/// May fail.
#[attribute]
pub fn fails(number: u8) -> Result<u8, String> {
    number.checked_add(1).ok_or_else(|| "too much".to_owned())
}

/// May fail.
#[attribute]
pub async fn fails_later(number: u8) -> Result<u8, String> {
    ready(number.checked_add(1)).await.ok_or_else(|| "too much".to_owned())
}

/// May panic.
#[attribute]
pub fn panics(number: Option<u8>) -> Result<u8, String> {
    Ok(number.unwrap())
}

/// Asks for something that it does not tell.
#[attribute]
pub unsafe fn asks() -> Option<u8> {
    None
}

/// Could be used in vain.
#[attribute]
pub fn number(number: u8) -> Option<u8> {
    Some(number / 2)
}

/// A future that may not be sent, depending on its argument.
#[attribute]
pub async fn not_sent(text: std::rc::Rc<u8>) -> u8 {
    ready(()).await;
    *text
}

/// A trait with a future of unknown bounds.
pub trait Sells {
    /// Sells.
    #[attribute]
    async fn sell(&self) -> Result<u8, String> {
        ready(Ok(1)).await
    }
}

/// A number.
pub struct Number(pub u8);

impl Number {
    /// Takes what it could borrow.
    #[attribute]
    pub fn is_small(self) -> Result<bool, String> {
        Ok(self.0 < 5)
    }

    /// Borrows what it could copy.
    #[attribute]
    pub fn to_owned(&self, other: &u8) -> Result<u8, ()> {
        Ok(*other)
    }

    /// Does not need it.
    #[attribute]
    pub async fn without_self(&self) -> u8 {
        ready(1).await
    }

    /// Is no `Self`.
    #[attribute]
    pub fn new() -> Result<u8, String> {
        Ok(1)
    }

    /// Has a name that says otherwise.
    #[attribute]
    pub fn into_text(&self) -> Result<String, String> {
        Ok(self.0.to_string())
    }
}
