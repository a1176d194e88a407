//! Functions of blocks and traits.

pub mod generic_impl {
    use crate::attribute;

    struct Wrapper<const N: usize, T>([T; N]);

    impl<const N: usize, T: Clone> Wrapper<N, T> {
        #[attribute]
        fn change(&mut self, mut each: impl FnMut(&mut T)) -> Option<&mut T> {
            for value in &mut self.0 {
                each(value);
                if N == 2 {
                    return Some(value);
                }
            }
            None
        }

        #[attribute]
        fn into_inner(self) -> Result<u8, [T; N]> {
            let Self(values) = self;
            Err(values)
        }
    }

    pub fn check() -> [u64; 4] {
        let mut wrapper = Wrapper([1, 2]);
        assert_eq!(wrapper.change(|number| *number += 1), Some(&mut 2));
        assert_eq!(wrapper.into_inner(), Err([2, 2]));
        [1, 1, 0, 0]
    }
}

pub mod impl_block {
    use crate::attribute;
    use crate::support::{later, run};

    struct Shop(u8);

    #[attribute]
    impl Shop {
        const LIMIT: u8 = 1;

        fn take(&mut self) -> Result<u8, String> {
            self.0 = self.0.checked_sub(Self::LIMIT).ok_or("sold out")?;
            Ok(self.0)
        }

        async fn take_later(&mut self) -> Result<u8, String> {
            later(()).await;
            self.take()
        }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((Shop(1).take(), run(Shop(0).take_later()).is_err()), (Ok(0), true));
        [1, 2, 0, 0]
    }
}

pub mod inline_module {
    use crate::attribute;

    #[attribute]
    mod inner {
        pub fn one() -> u8 {
            1
        }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(inner::one(), 1);
        [1, 0, 0, 0]
    }
}

pub mod drop_and_deref {
    use crate::attribute;
    use crate::support::{log, logged};
    use std::ops::{Deref, Index};

    struct Shop(u8);

    impl Drop for Shop {
        #[attribute]
        fn drop(&mut self) {
            log("dropped");
        }
    }

    impl Deref for Shop {
        type Target = u8;

        #[attribute]
        fn deref(&self) -> &u8 {
            &self.0
        }
    }

    impl Index<usize> for Shop {
        type Output = u8;

        #[attribute]
        fn index(&self, _: usize) -> &Self::Output {
            self
        }
    }

    pub fn check() -> [u64; 4] {
        let numbers = (*Shop(1), Shop(2)[0]);
        assert_eq!((numbers, logged()), ((1, 2), vec!["dropped", "dropped"]));
        [5, 0, 0, 0]
    }
}

pub mod default_body {
    use crate::attribute;
    use std::fmt::Debug;

    trait Describes {
        #[attribute]
        fn describe(&self) -> Result<String, ()>
        where
            Self: Debug,
        {
            Ok(format!("{self:?}"))
        }
    }

    impl Describes for u8 {}

    pub fn check() -> [u64; 4] {
        assert_eq!(1_u8.describe(), Ok("1".to_owned()));
        [1, 0, 0, 0]
    }
}

pub mod async_in_traits {
    use crate::attribute;
    use crate::support::{later, run};

    trait Sells {
        async fn sell(&mut self, order: u32) -> Result<u32, String>;

        #[attribute]
        async fn sell_twice(&mut self, order: u32) -> Result<u32, String> {
            Ok(self.sell(order).await? + self.sell(order).await?)
        }
    }

    struct Shop;

    impl Sells for Shop {
        #[attribute]
        async fn sell(&mut self, order: u32) -> Result<u32, String> {
            if order == 0 { Err("none".to_owned()) } else { Ok(later(order).await) }
        }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((run(Shop.sell_twice(1)), run(Shop.sell_twice(0)).is_err()), (Ok(2), true));
        [3, 2, 0, 0]
    }
}

pub mod future_of_trait_kept_open {
    use crate::attribute;
    use crate::support::{run, send};
    use std::future::Future;

    trait Sells {
        fn sell(&self) -> impl Future<Output = Result<u8, u8>> + Send;
    }

    struct Shop;

    impl Sells for Shop {
        #[attribute]
        async fn sell(&self) -> Result<u8, u8> {
            Err(1)
        }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(run(send(Shop.sell())), Err(1));
        [0, 1, 0, 0]
    }
}
