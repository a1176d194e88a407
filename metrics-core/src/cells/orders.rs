//! Many threads that come and go, in random orders, for shuttle: more of them than there are slabs, so that each order
//! has slabs handed on, shared, and claimed late, while blocks come and go.

use std::sync::Arc;

use super::Block;
use super::chunk::{Add, CHUNK_CELLS, Publish};
use super::directory::DIRECTORY;
use crate::sync::exploration::spawn;
use crate::sync::modelled::checker;

const THREADS: u64 = 6;
const ROUNDS: u64 = 3;

fn orders() -> usize {
    std::env::var("SHUTTLE_ORDERS").map_or(500, |orders| orders.parse().unwrap())
}

#[test]
fn shuttle_threads_that_come_and_go() {
    checker::check_random(
        || {
            let kept = Arc::new(Block::new(CHUNK_CELLS + 1));
            (0..2).for_each(|_| generation(&kept));
            assert_eq!([0, 1, CHUNK_CELLS].map(|offset| kept.sum(offset)), [2 * THREADS * ROUNDS; 3]);
            drop(kept);
            assert_eq!(DIRECTORY.reserve(1), 0, "all cells came back");
        },
        orders(),
    );
}

/// Threads that all record in one block, each also in blocks of its own, while two others read.
fn generation(kept: &Arc<Block>) {
    let recording = |number: u64| {
        let kept = kept.clone();
        move || {
            for round in 0..ROUNDS {
                kept.change(CHUNK_CELLS, Add(1));
                kept.change(1, Add(1));
                own_block(number, round);
                kept.change(0, Publish(1));
            }
        }
    };
    let reading = || {
        let kept = kept.clone();
        move || {
            let mut earlier = 0;
            for _ in 0..ROUNDS {
                // What is published last is read first, so it is never ahead.
                let [published, before] = [kept.sum(0), kept.sum(1)];
                assert!(earlier <= published && published <= before, "{earlier}, {published}, {before}");
                earlier = published;
            }
        }
    };
    let mut threads: Vec<_> = (0..THREADS).map(|number| spawn(recording(number))).collect();
    threads.extend((0..2).map(|_| spawn(reading())));
    threads.into_iter().for_each(|thread| thread.join().unwrap());
}

/// A block begins at zero, wherever it is, and has what was recorded in it.
fn own_block(number: u64, round: u64) {
    let own = Block::new(2);
    own.change(0, Add(number));
    own.change(1, Add(round));
    own.change(0, Add(1));
    assert_eq!([own.sum(0), own.sum(1)], [number + 1, round]);
}
