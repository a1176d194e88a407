//! The value of a key that may be given once.

use syn::Ident;

use crate::at_both;

/// What a key says, and where it was written.
pub struct Once<T>(Option<(Ident, T)>);

impl<T> Once<T> {
    /// Takes the value of `key`.
    ///
    /// # Errors
    ///
    /// If it has one already.
    pub fn set(&mut self, key: &Ident, value: T) -> syn::Result<()> {
        if let Some((first, _)) = &self.0 {
            return Err(at_both(key, &format!("`{key}` is given twice"), first, "first given here"));
        }
        self.0 = Some((key.clone(), value));
        Ok(())
    }

    /// The value, if the key was given.
    pub fn get(&self) -> Option<&T> {
        self.0.as_ref().map(|(_, value)| value)
    }

    /// The key, if it was given.
    pub fn key(&self) -> Option<&Ident> {
        self.0.as_ref().map(|(key, _)| key)
    }

    /// Whether the key was given.
    pub fn is_set(&self) -> bool {
        self.0.is_some()
    }

    /// This value or, if the key was not given here, that of a place further out.
    #[must_use]
    pub fn or(self, outer: Self) -> Self {
        if self.is_set() { self } else { outer }
    }

    /// The value, taken out.
    pub fn into_value(self) -> Option<T> {
        self.0.map(|(_, value)| value)
    }
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(None)
    }
}

#[cfg(test)]
mod tests {
    use super::Once;
    use quote::format_ident;

    #[test]
    fn the_first_value_stays() {
        let mut once = Once::default();
        assert!(!once.is_set());
        assert!(once.set(&format_ident!("unit"), 1).is_ok());
        let error = once.set(&format_ident!("unit"), 2).unwrap_err();
        let messages: Vec<_> = error.into_iter().map(|error| error.to_string()).collect();
        assert_eq!(messages, ["`unit` is given twice", "first given here"]);
        assert_eq!(once.key().unwrap(), "unit");
        assert_eq!((once.get(), once.is_set()), (Some(&1), true));
        assert_eq!(once.or(Once::default()).into_value(), Some(1));
        assert_eq!(Once::default().or(Once::<u8>::default()).into_value(), None);
    }
}
