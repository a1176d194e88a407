//! Functions as services have them.

pub mod executors {
    use crate::attribute;
    use crate::support::{later, run, send};
    use std::pin::Pin;

    trait Executor<'c>: Sized {
        fn fetch<'e, 'q: 'e, Q>(
            self,
            query: Q,
        ) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, String>> + Send + 'e>>
        where
            'c: 'e,
            Q: AsRef<str> + Send + 'q;
    }

    impl<'c> Executor<'c> for &'c mut u8 {
        #[attribute]
        fn fetch<'e, 'q: 'e, Q>(
            self,
            query: Q,
        ) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, String>> + Send + 'e>>
        where
            'c: 'e,
            Q: AsRef<str> + Send + 'q,
        {
            Box::pin(async move {
                *self += 1;
                let query = later(query).await;
                if query.as_ref().is_empty() {
                    return Err("empty".to_owned());
                }
                Ok(vec![*self])
            })
        }
    }

    #[attribute]
    async fn find<'e>(executor: impl Executor<'e>, id: u8) -> Result<Option<u8>, String> {
        let rows = executor.fetch(if id == 0 { String::new() } else { format!("{id}") }).await?;
        Ok(rows.into_iter().next())
    }

    #[attribute]
    async fn in_transaction<'a, F, T>(connection: &'a mut u8, work: F) -> Result<T, String>
    where
        F: for<'c> FnOnce(&'c mut u8) -> Pin<Box<dyn Future<Output = Result<T, String>> + Send + 'c>> + Send,
    {
        let value = work(connection).await?;
        *connection = 0;
        Ok(value)
    }

    pub fn check() -> [u64; 4] {
        let mut connection = 0;
        assert_eq!(run(find(&mut connection, 1)), Ok(Some(1)));
        assert!(run(find(&mut connection, 0)).is_err());
        let future = in_transaction(&mut connection, |connection| connection.fetch("all"));
        assert_eq!(run(send(future)), Ok(vec![3]));
        [4, 2, 0, 0]
    }
}

pub mod polling {
    use crate::attribute;
    use std::pin::Pin;
    use std::task::{Context, Poll, Waker, ready};

    trait Stream {
        type Item;
        fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>>;
    }

    struct Count(u8);

    impl Stream for Count {
        type Item = Result<u8, String>;

        #[attribute]
        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            self.0 = match self.0.checked_add(100) {
                Some(next) => next,
                None => return Poll::Ready(Some(Err("full".to_owned()))),
            };
            Poll::Ready(Some(Ok(self.0)))
        }
    }

    struct Half<S>(S);

    impl<S: Stream<Item = Result<u8, String>> + Unpin> Stream for Half<S> {
        type Item = S::Item;

        #[attribute]
        fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            let item = ready!(Pin::new(&mut self.0).poll_next(context)?);
            Poll::Ready(item.map(|item| Ok(item / 2)))
        }
    }

    pub fn check() -> [u64; 4] {
        let mut context = Context::from_waker(Waker::noop());
        let mut half = Half(Count(0));
        let mut next = || Pin::new(&mut half).poll_next(&mut context);
        assert_eq!(next(), Poll::Ready(Some(Ok(50))));
        assert_eq!(next(), Poll::Ready(Some(Ok(100))));
        assert_eq!(next(), Poll::Ready(Some(Err("full".to_owned()))));
        [6, 0, 0, 0]
    }
}

pub mod builders {
    use crate::attribute;

    #[derive(Default)]
    struct Builder {
        names: Vec<String>,
    }

    impl Builder {
        #[attribute]
        fn name(&mut self, name: impl Into<String>) -> &mut Self {
            self.names.push(name.into());
            self
        }

        #[attribute]
        fn checked(&mut self, name: &str) -> Result<&mut Self, String> {
            if name.is_empty() {
                return Err("empty".to_owned());
            }
            Ok(self.name(name))
        }

        #[attribute]
        fn built(self: Box<Self>) -> Result<Vec<String>, Box<Self>> {
            if self.names.is_empty() { Err(self) } else { Ok(self.names) }
        }
    }

    pub fn check() -> [u64; 4] {
        let mut builder = Box::new(Builder::default());
        builder.name("one").name(String::from("two")).checked("three").unwrap().name("four");
        assert!(builder.checked("").is_err());
        assert_eq!(builder.built().map_or(0, |names| names.len()), 4);
        assert!(Box::new(Builder::default()).built().is_err());
        [6, 2, 0, 0]
    }
}

pub mod hooks {
    use crate::attribute;

    #[attribute]
    fn part(from: usize) -> impl Fn(&str) -> Option<&str> {
        move |text| {
            let rest = text.get(from..)?;
            Some(rest.trim())
        }
    }

    #[attribute]
    fn fixed() -> &'static dyn Fn(u8) -> u8 {
        &|number| number + 1
    }

    #[attribute]
    fn later(number: u8) -> impl Fn() -> std::pin::Pin<Box<dyn Future<Output = u8>>> {
        move || Box::pin(async move { number })
    }

    #[attribute]
    fn drained(more: u8) -> impl FnMut(&mut Vec<u8>) -> Box<dyn Iterator<Item = u8> + '_> {
        let mut more = more;
        move |numbers| {
            more += 1;
            numbers.push(more);
            Box::new(numbers.drain(..))
        }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(part(1)("a b"), Some("b"));
        assert_eq!(fixed()(1), 2);
        assert_eq!(crate::support::run(later(3)()), 3);
        assert_eq!(drained(1)(&mut vec![1]).collect::<Vec<_>>(), [1, 2]);
        [4, 0, 0, 0]
    }
}

pub mod futures_with_more_traits {
    use crate::attribute;
    use crate::support::run;
    use std::future::{Ready, ready};

    #[attribute]
    fn cloned(number: u8) -> impl Future<Output = u8> + Clone {
        ready(number)
    }

    #[attribute]
    fn named(number: u8) -> Ready<Result<u8, u8>> {
        ready(Err(number))
    }

    #[attribute]
    fn unpinned(number: u8) -> impl Future<Output = Result<u8, u8>> + Send + Unpin {
        ready(Err(number))
    }

    pub fn check() -> [u64; 4] {
        let future = cloned(1);
        assert_eq!(run(future.clone()) + run(future), 2);
        assert_eq!(run(named(1)), Err(1));
        assert_eq!(run(unpinned(1)), Err(1));
        [2, 1, 0, 0]
    }
}

pub mod asynchronous_closures {
    use crate::attribute;
    use crate::support::{later, run};

    #[attribute]
    async fn twice<T>(mut work: impl AsyncFnMut(&mut u8) -> Result<T, String>) -> Result<(T, T), String> {
        let mut state = 0;
        Ok((work(&mut state).await?, work(&mut state).await?))
    }

    #[attribute]
    fn adder(step: u8) -> impl AsyncFn(u8) -> u8 {
        async move |number| later(number).await + step
    }

    pub fn check() -> [u64; 4] {
        let mut sum = 0;
        let both = run(twice(async |state| {
            *state += 1;
            sum += *state;
            Ok(sum)
        }));
        assert_eq!(both, Ok((1, 3)));
        assert!(run(twice(async |_| Err::<u8, _>("no".to_owned()))).is_err());
        assert_eq!(run(adder(1)(1)), 2);
        [2, 1, 0, 0]
    }
}

pub mod captures {
    use crate::attribute;
    use crate::support::run;

    #[attribute]
    fn nothing(text: &str) -> impl Iterator<Item = usize> + use<> {
        0..text.len()
    }

    #[attribute]
    fn some<'a, T: Clone>(_: &str, value: &'a T) -> impl Fn() -> T + use<'a, T> {
        move || value.clone()
    }

    #[attribute]
    fn later<T>(text: &str, value: T) -> impl Future<Output = Result<T, usize>> + use<T> {
        let length = text.len();
        async move { if length == 0 { Err(length) } else { Ok(value) } }
    }

    pub fn check() -> [u64; 4] {
        let steps = nothing(&String::from("ab"));
        let two = some(&String::new(), &2);
        let future = later(&String::new(), 1);
        assert_eq!((steps.count(), two(), run(future)), (2, 2, Err(0)));
        [2, 1, 0, 0]
    }
}

pub mod tried_inside {
    use crate::attribute;
    use crate::support::{later, run};
    use std::num::ParseIntError;

    #[attribute]
    fn parsed(text: &str) -> Result<u8, String> {
        let number = (|| -> Result<u8, ParseIntError> { Ok(text.trim().parse::<u8>()? + 1) })();
        number.or_else(|error| Err(error.to_string())?)
    }

    #[attribute]
    async fn parsed_later(text: &str) -> Result<u8, String> {
        let number = async {
            let number: u8 = later(text).await.parse()?;
            Ok::<_, ParseIntError>(number)
        };
        number.await.map_err(|error| error.to_string())
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(parsed(" 1"), Ok(2));
        assert!(parsed("x").is_err());
        assert_eq!(run(parsed_later("1")), Ok(1));
        assert!(run(parsed_later("x")).is_err());
        [2, 2, 0, 0]
    }
}
