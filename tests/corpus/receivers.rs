//! Functions and methods, by what they belong to and what they take.

pub mod free_function {
    use crate::attribute;

    #[attribute]
    fn double(number: u8) -> u8 {
        number * 2
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(double(2), 4);
        [1, 0, 0, 0]
    }
}

pub mod associated_function {
    use crate::attribute;

    struct Shop(u8);

    impl Shop {
        #[attribute]
        fn open(number: u8) -> Result<Self, String> {
            if number == 0 { Err("none".to_owned()) } else { Ok(Self(number)) }
        }
    }

    pub fn check() -> [u64; 4] {
        assert!(Shop::open(0).is_err() && Shop::open(3).is_ok_and(|shop| shop.0 == 3));
        [1, 1, 0, 0]
    }
}

pub mod by_reference {
    use crate::attribute;

    struct Shop(Vec<u8>);

    impl Shop {
        #[attribute]
        fn first(&self) -> Option<&u8> {
            self.0.first()
        }

        #[attribute]
        fn first_mut(&mut self) -> Option<&mut u8> {
            self.0.first_mut()
        }
    }

    pub fn check() -> [u64; 4] {
        let mut shop = Shop(vec![1]);
        *shop.first_mut().unwrap() += 1;
        assert_eq!(shop.first(), Some(&2));
        [2, 0, 0, 0]
    }
}

pub mod by_value {
    use crate::attribute;

    struct Shop(String);

    impl Shop {
        #[attribute]
        fn into_name(self) -> Result<String, Self> {
            if self.0.is_empty() { Err(self) } else { Ok(self.0) }
        }

        #[attribute]
        fn renamed(mut self, name: &str) -> Self {
            self.0 = name.to_owned();
            self
        }
    }

    pub fn check() -> [u64; 4] {
        assert!(Shop(String::new()).into_name().is_err());
        assert_eq!(Shop(String::new()).renamed("a").into_name().ok(), Some("a".to_owned()));
        [2, 1, 0, 0]
    }
}

pub mod smart_pointers {
    use crate::attribute;
    use std::pin::Pin;
    use std::rc::Rc;
    use std::sync::Arc;

    struct Shop(u8);

    impl Shop {
        #[attribute]
        fn shared(self: Arc<Self>) -> Result<u8, ()> {
            Ok(self.0)
        }

        #[attribute]
        fn counted(self: &Rc<Self>) -> Result<Rc<Self>, ()> {
            Ok(Rc::clone(self))
        }

        #[attribute]
        fn boxed(self: Box<Self>) -> Option<u8> {
            Some(self.0)
        }

        #[attribute]
        fn pinned(self: Pin<&mut Self>) -> Result<&mut u8, ()> {
            Ok(&mut self.get_mut().0)
        }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((Arc::new(Shop(1)).shared(), Box::new(Shop(1)).boxed()), (Ok(1), Some(1)));
        assert_eq!(Pin::new(&mut Shop(1)).pinned(), Ok(&mut 1));
        assert!(Rc::new(Shop(1)).counted().is_ok());
        [4, 0, 0, 0]
    }
}

pub mod smart_pointers_later {
    use crate::attribute;
    use crate::support::{later, run, send};
    use std::pin::Pin;
    use std::sync::Arc;

    struct Shop(u8);

    impl Shop {
        #[attribute]
        async fn shared(self: Arc<Self>) -> Result<u8, ()> {
            Ok(later(self.0).await)
        }

        #[attribute]
        async fn boxed(self: Box<Self>) -> Option<u8> {
            later(Some(self.0)).await
        }

        #[attribute]
        async fn pinned(self: Pin<&mut Self>) -> &mut u8 {
            later(&mut self.get_mut().0).await
        }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((run(send(Arc::new(Shop(1)).shared())), run(Box::new(Shop(1)).boxed())), (Ok(1), Some(1)));
        assert_eq!(run(Pin::new(&mut Shop(1)).pinned()), &mut 1);
        [3, 0, 0, 0]
    }
}

pub mod trait_impl {
    use crate::attribute;

    trait Sells {
        const PRICE: u32;
        type Error;
        fn sell(&mut self, items: u32) -> Result<u32, Self::Error>;
    }

    struct Shop(u32);

    impl Sells for Shop {
        const PRICE: u32 = 2;
        type Error = String;

        #[attribute]
        fn sell(&mut self, items: u32) -> Result<u32, Self::Error> {
            self.0 = self.0.checked_sub(items).ok_or("sold out")?;
            Ok(items * Self::PRICE)
        }
    }

    pub fn check() -> [u64; 4] {
        let mut shop = Shop(1);
        assert_eq!((shop.sell(1), shop.sell(1)), (Ok(2), Err("sold out".to_owned())));
        [1, 1, 0, 0]
    }
}
