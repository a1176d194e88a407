//! A future grows by a few words when its function is tracked, whatever is asked for.

#![allow(clippy::all, clippy::pedantic)] // functions are here for their shape

use std::future::{Future, ready};

use metrics_core::{Label, track_metrics};

/// What a tracked future may have more than the plain one.
const FEW_WORDS: usize = 64;

#[derive(Clone, Copy, Label)]
enum Kind {
    Short,
    Long,
}

/// One function without and with the attribute.
macro_rules! twice {
    ($(#[track_metrics($($key:tt)*)] async fn $name:ident($($argument:tt)*) -> $output:ty $body:block)*) => {
        mod plain {
            use super::*;
            $(pub(super) async fn $name($($argument)*) -> $output $body)*
        }
        mod tracked {
            use super::*;
            $(#[track_metrics($($key)*)] pub(super) async fn $name($($argument)*) -> $output $body)*
        }
    };
}

twice! {
    #[track_metrics()]
    async fn simple(bytes: [u8; 1024], text: &str) -> usize {
        ready(()).await;
        let copy = ready(bytes).await;
        copy.len() + text.len()
    }

    #[track_metrics(labels(kind = if text.is_empty() { Kind::Short } else { Kind::Long }), in_flight, busy)]
    async fn labelled(bytes: [u8; 1024], mut text: String) -> usize {
        ready(()).await;
        text.push('a');
        let copy = ready(bytes).await;
        copy.len() + text.len()
    }

    #[track_metrics(after(is_long = *result > 9), error)]
    async fn judged(bytes: [u8; 1024]) -> usize {
        ready(()).await;
        ready(bytes).await.len()
    }

    #[track_metrics()]
    async fn opaque(bytes: [u8; 1024]) -> Result<impl Fn(u8) -> u8, String> {
        if bytes[0] == 7 {
            Err("no")?;
        }
        let copy = ready(bytes).await;
        Ok(move |number| number + copy[0])
    }

    #[track_metrics()]
    async fn borrowing(bytes: [u8; 1024], text: &str, texts: &[String]) -> impl Iterator<Item = char> {
        ready(()).await;
        let skip = ready(bytes).await[0];
        text.chars().chain(texts[0].chars()).skip(skip.into())
    }
}

#[track_caller]
fn grows_little<P: Future, T: Future>(plain: P, tracked: T) {
    let (plain, tracked) = (size_of_val(&plain), size_of_val(&tracked));
    assert!(tracked <= plain + FEW_WORDS, "{plain} bytes become {tracked}");
}

#[test]
fn a_future_grows_by_a_few_words() {
    let (bytes, text) = ([0; 1024], String::new);
    grows_little(plain::simple(bytes, ""), tracked::simple(bytes, ""));
    grows_little(plain::labelled(bytes, text()), tracked::labelled(bytes, text()));
    grows_little(plain::judged(bytes), tracked::judged(bytes));
    grows_little(plain::opaque(bytes), tracked::opaque(bytes));
    grows_little(plain::borrowing(bytes, "", &[]), tracked::borrowing(bytes, "", &[]));
}

#[tokio::test]
async fn they_work() {
    assert_eq!(tracked::opaque([2; 1024]).await.map(|add| add(1)), Ok(3));
    assert!(tracked::opaque([7; 1024]).await.is_err());
    let texts = ["cd".to_owned()];
    assert_eq!(tracked::borrowing([1; 1024], "ab", &texts).await.collect::<String>(), "bcd");
    assert_eq!(tracked::labelled([1; 1024], String::new()).await, 1025);
    assert_eq!((tracked::judged([1; 1024]).await, tracked::simple([1; 1024], "").await), (1024, 1024));
}
