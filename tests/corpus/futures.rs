//! Functions that return a future, and what may become of it.

pub mod opaque_future {
    use crate::attribute;
    use crate::support::{later, run, send};
    use std::future::Future;

    #[attribute]
    fn parse<'a>(text: &'a str, times: usize) -> impl Future<Output = Result<usize, String>> + Send + 'a {
        let times = times + 1;
        async move { Ok(later(text).await.parse::<usize>().map_err(|_| "no number".to_owned())? * times) }
    }

    pub fn check() -> [u64; 4] {
        drop(parse("1", 1));
        assert_eq!((run(send(parse("2", 1))), run(parse("x", 1))), (Ok(4), Err("no number".to_owned())));
        [1, 1, 0, 0]
    }
}

pub mod boxed_future {
    use crate::attribute;
    use crate::support::{later, run, send};
    use std::future::{Future, ready};
    use std::pin::Pin;

    struct Shop(usize);

    impl Shop {
        #[attribute]
        fn parse(&self, text: &str) -> Pin<Box<dyn Future<Output = Result<usize, String>> + Send + '_>> {
            if text.is_empty() {
                return Box::pin(ready(Ok(0)));
            }
            let number = text.parse::<usize>();
            Box::pin(async move { Ok(later(number).await.map_err(|error| error.to_string())? + self.0) })
        }
    }

    pub fn check() -> [u64; 4] {
        let shop = Shop(1);
        assert_eq!(
            (run(shop.parse("")), run(send(shop.parse("2"))), run(shop.parse("x")).is_err()),
            (Ok(0), Ok(3), true)
        );
        [2, 1, 0, 0]
    }
}

pub mod statements_before_boxing {
    use crate::attribute;
    use crate::support::{log, logged, run};
    use std::future::Future;
    use std::pin::Pin;

    #[attribute]
    fn start(number: u8) -> Pin<Box<dyn Future<Output = u8> + Send>> {
        log("at once");
        let number = number + 1;
        Box::pin(async move {
            log("later");
            number
        })
    }

    pub fn check() -> [u64; 4] {
        let future = start(1);
        log("between");
        assert_eq!((run(future), logged()), (2, vec!["at once", "between", "later"]));
        [1, 0, 0, 0]
    }
}

pub mod recursion_by_box {
    use crate::attribute;
    use crate::support::{run, send};

    #[attribute]
    async fn factorial(number: u64) -> Option<u64> {
        if number == 0 {
            return Some(1);
        }
        Box::pin(factorial(number - 1)).await?.checked_mul(number)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(run(send(factorial(4))), Some(24));
        [5, 0, 0, 0]
    }
}

pub mod never_polled {
    use crate::attribute;
    use crate::support::{log, logged};

    #[attribute]
    async fn start() {
        log("started");
    }

    pub fn check() -> [u64; 4] {
        drop(start());
        assert!(logged().is_empty());
        [0, 0, 0, 0]
    }
}

pub mod cancelled {
    use crate::attribute;
    use crate::support::{Noisy, cancel, later, logged};

    #[attribute]
    async fn waits() -> Result<(), ()> {
        let _local = Noisy("local");
        later(()).await;
        Ok(())
    }

    pub fn check() -> [u64; 4] {
        cancel(waits());
        assert_eq!(logged(), ["local"]);
        [0, 0, 0, 1]
    }
}

pub mod polled_after_panic {
    use crate::attribute;
    use crate::support::{later, panics, run};

    #[attribute]
    async fn fails() -> u8 {
        later(()).await;
        std::panic::resume_unwind(Box::new("failed"))
    }

    pub fn check() -> [u64; 4] {
        let mut future = Box::pin(fails());
        assert_eq!(panics(|| run(future.as_mut())), "failed");
        assert_eq!(panics(|| run(future.as_mut())), "`async fn` resumed after panicking");
        [0, 0, 1, 0]
    }
}

pub mod polled_after_end {
    use crate::attribute;
    use crate::support::{panics, run};

    #[attribute]
    async fn ends() -> Result<u8, u8> {
        Err(1)
    }

    pub fn check() -> [u64; 4] {
        let mut future = Box::pin(ends());
        assert_eq!(run(future.as_mut()), Err(1));
        assert_eq!(panics(|| run(future.as_mut())), "`async fn` resumed after completion");
        [0, 1, 0, 0]
    }
}

pub mod between_threads {
    use crate::attribute;
    use crate::support::{later, poll, run};
    use std::thread;

    #[attribute]
    async fn wanders(text: String) -> usize {
        later(()).await;
        text.len()
    }

    pub fn check() -> [u64; 4] {
        let mut future = Box::pin(wanders("abc".to_owned()));
        assert!(poll(future.as_mut()).is_pending());
        assert_eq!(thread::spawn(move || run(future)).join().unwrap(), 3);
        [1, 0, 0, 0]
    }
}

pub mod not_send {
    use crate::attribute;
    use crate::support::{later, run};
    use std::cell::Cell;
    use std::rc::Rc;

    #[attribute]
    async fn local(number: Rc<Cell<u8>>) -> Rc<Cell<u8>> {
        later(()).await;
        number.set(2);
        number
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(run(local(Rc::default())).get(), 2);
        [1, 0, 0, 0]
    }
}

pub mod send_but_not_sync {
    use crate::attribute;
    use crate::support::{later, run, send};

    #[attribute]
    async fn calls(call: Box<dyn Fn() -> u8 + Send>) -> u8 {
        let number = call();
        later(()).await;
        number + call()
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(run(send(calls(Box::new(|| 1)))), 2);
        [1, 0, 0, 0]
    }
}

pub mod size {
    use crate::attribute;
    use crate::support::{later, run};

    async fn plain(bytes: [u8; 1024], text: &str) -> usize {
        later(()).await;
        later(bytes).await.len() + text.len()
    }

    #[attribute]
    async fn grown(bytes: [u8; 1024], text: &str) -> usize {
        later(()).await;
        later(bytes).await.len() + text.len()
    }

    pub fn check() -> [u64; 4] {
        let (plain, grown) = (plain([0; 1024], ""), grown([0; 1024], ""));
        assert!(
            size_of_val(&grown) <= size_of_val(&plain) + 64,
            "{} bytes become {}",
            size_of_val(&plain),
            size_of_val(&grown)
        );
        assert_eq!((run(plain), run(grown)), (1024, 1024));
        [1, 0, 0, 0]
    }
}

pub mod called_by_closures {
    use crate::attribute;
    use crate::support::{later, run};

    #[attribute]
    async fn double(number: u8) -> u8 {
        later(number).await * 2
    }

    async fn each(call: impl AsyncFn(u8) -> u8) -> u8 {
        call(1).await + call(2).await
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(run(each(async |number| double(number).await)) + run(each(double)), 12);
        [4, 0, 0, 0]
    }
}

pub mod unsafe_async {
    use crate::attribute;
    use crate::support::{later, run};

    #[attribute]
    #[allow(unsafe_code)]
    async unsafe fn dereference(number: &u8) -> u8 {
        *later(number).await
    }

    pub fn check() -> [u64; 4] {
        #[allow(unsafe_code)]
        // SAFETY: it asks for nothing.
        let number = run(unsafe { dereference(&3) });
        assert_eq!(number, 3);
        [1, 0, 0, 0]
    }
}

pub mod inner_future_of_trait {
    use crate::attribute;
    use crate::support::run;
    use std::future::{Future, ready};
    use std::pin::Pin;
    use std::task::{Context, Poll};

    struct Double<F>(F);

    impl<F: Future<Output = u8> + Unpin> Future for Double<F> {
        type Output = u8;

        #[attribute]
        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
            Pin::new(&mut self.0).poll(context).map(|number| number * 2)
        }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(run(Double(ready(2))), 4);
        [1, 0, 0, 0]
    }
}
