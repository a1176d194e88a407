//! Functions by what they drop, and when.

pub mod moved_in_part {
    use crate::attribute;
    use crate::support::{Noisy, log, logged};

    struct Pair {
        left: Noisy,
        right: Noisy,
    }

    impl Pair {
        #[attribute]
        fn split(self) -> Result<Noisy, ()> {
            let Self { right, .. } = self;
            log("body");
            Ok(right)
        }
    }

    pub fn check() -> [u64; 4] {
        let pair = Pair { left: Noisy("left"), right: Noisy("right") };
        assert_eq!(pair.left.0, "left");
        drop(pair.split());
        assert_eq!(logged(), ["body", "left", "right"]);
        [1, 0, 0, 0]
    }
}

pub mod order_of_dropping {
    use crate::attribute;
    use crate::support::{Noisy, logged};

    #[attribute]
    fn body(_one: Noisy, two: Noisy, (three, _): (Noisy, Noisy)) -> Result<usize, ()> {
        let _local = Noisy("local");
        Ok(Noisy("temporary").0.len() + two.0.len() + three.0.len())
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(body(Noisy("one"), Noisy("two"), (Noisy("three"), Noisy("rest"))), Ok(17));
        assert_eq!(logged(), ["temporary", "local", "three", "rest", "two", "one"]);
        [1, 0, 0, 0]
    }
}

pub mod order_of_dropping_later {
    use crate::attribute;
    use crate::support::{Noisy, later, logged, run};

    #[attribute]
    async fn body(_one: Noisy, two: Noisy, _: Noisy, (three, _): (Noisy, Noisy)) -> Result<usize, ()> {
        let _local = Noisy("local");
        later(()).await;
        Ok(Noisy("temporary").0.len() + two.0.len() + three.0.len())
    }

    pub fn check() -> [u64; 4] {
        let future = body(Noisy("one"), Noisy("two"), Noisy("ignored"), (Noisy("three"), Noisy("rest")));
        assert_eq!(run(future), Ok(17));
        assert_eq!(logged(), ["temporary", "local", "three", "rest", "ignored", "two", "one"]);
        [1, 0, 0, 0]
    }
}

pub mod order_of_dropping_on_cancellation {
    use crate::attribute;
    use crate::support::{Noisy, cancel, later, logged};

    #[attribute]
    async fn body(_one: Noisy, two: Noisy, _: Noisy, (three, _): (Noisy, Noisy)) -> usize {
        let _local = Noisy("local");
        later(()).await;
        two.0.len() + three.0.len()
    }

    pub fn check() -> [u64; 4] {
        cancel(body(Noisy("one"), Noisy("two"), Noisy("ignored"), (Noisy("three"), Noisy("rest"))));
        assert_eq!(logged(), ["local", "three", "rest", "ignored", "two", "one"]);
        [0, 0, 0, 1]
    }
}

pub mod unused_and_never_polled {
    use crate::attribute;
    use crate::support::{Noisy, later, logged};

    #[attribute]
    async fn body(_one: Noisy, _: Noisy, (_three, _): (Noisy, Noisy)) {
        later(()).await;
    }

    pub fn check() -> [u64; 4] {
        drop(body(Noisy("one"), Noisy("ignored"), (Noisy("three"), Noisy("rest"))));
        assert_eq!(logged(), ["one", "ignored", "three", "rest"]);
        [0, 0, 0, 0]
    }
}

pub mod ignored {
    use crate::attribute;
    use crate::support::{Noisy, logged};

    #[attribute]
    fn ignores(_: Noisy, _named: Noisy, _: &mut u8) -> Result<(), ()> {
        Ok(())
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(ignores(Noisy("one"), Noisy("two"), &mut 1), Ok(()));
        assert_eq!(logged(), ["two", "one"]);
        [1, 0, 0, 0]
    }
}

pub mod temporaries_at_the_end {
    use crate::attribute;
    use crate::support::{Noisy, logged};

    fn name(noisy: &Noisy) -> Option<usize> {
        Some(noisy.0.len())
    }

    #[attribute]
    fn body(_argument: Noisy) -> Option<usize> {
        let _local = Noisy("local");
        name(&Noisy("temporary"))
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(body(Noisy("argument")), Some(9));
        assert_eq!(logged(), ["temporary", "local", "argument"]);
        [1, 0, 0, 0]
    }
}
