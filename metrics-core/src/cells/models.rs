//! Models of the cells, for loom: each of the promises at the top of [`cells`](super), for every order of events.
//!
//! Who only reads is a thread of its own, and the last one to be spawned: beginning with it, loom would not see that a
//! load followed by a store of one atomic matters to it, and explore one execution. Blocks are leaked, because what is
//! dropped when a model fails is outside of it.

use std::sync::atomic::Ordering::{AcqRel, Acquire, Release};

use super::Block;
use super::chunk::{Add, CHUNK_CELLS, Cell, Publish};
use super::directory::{DIRECTORY, MAX_SLABS};
use crate::sync::AtomicUsize;
use crate::sync::exploration::{explore, explore_many, fails, needs, spawn};
use crate::sync::modelled::{
    Weak,
    checker::thread::{JoinHandle, yield_now},
};

fn block(len: usize) -> &'static Block {
    let block = Block::new(len);
    block.enter_model();
    Box::leak(Box::new(block))
}

fn join<const N: usize>(threads: [JoinHandle<()>; N]) {
    threads.into_iter().for_each(|thread| thread.join().unwrap());
}

/// A thread that adds 1 to a cell, `times` times.
fn adding(block: &'static Block, times: usize) -> JoinHandle<()> {
    spawn(move || (0..times).for_each(|_| block.change(0, Add(1))))
}

/// A thread that reads a cell twice.
fn reading(block: &'static Block, most: u64) -> JoinHandle<()> {
    spawn(move || {
        let (earlier, later) = (block.sum(0), block.sum(0));
        assert!(earlier <= later && later <= most, "{earlier}, then {later}");
    })
}

/// Promises 2 and 3, and that chunks and slabs are published: the thread's first add is one of those that are read.
fn reads_never_fall() {
    let block = block(1);
    join([adding(block, 2), reading(block, 2)]);
    assert_eq!(block.sum(0), 2);
}

#[test]
fn loom_reads_never_fall() {
    explore(100, reads_never_fall);
}

#[test]
fn loom_reads_need_chunks_published() {
    needs(Weak::Once("cells/slab.rs"), reads_never_fall);
}

#[test]
fn loom_reads_need_slabs_published() {
    needs(Weak::Once("cells/directory.rs"), reads_never_fall);
}

/// The same with larger tables, which replace smaller ones while they are read.
fn tables_grow() {
    const CHUNKS: [usize; 2] = [0, CHUNK_CELLS];
    let block = block(2 * CHUNK_CELLS);
    let sums = || CHUNKS.map(|offset| block.sum(offset));
    let adding = spawn(move || CHUNKS.iter().for_each(|&offset| block.change(offset, Add(1))));
    let reading = spawn(move || {
        let (earlier, later) = (sums(), sums());
        assert!(earlier.iter().zip(later).all(|(&earlier, later)| earlier <= later && later <= 1));
    });
    join([adding, reading]);
    assert_eq!(sums(), [1, 1]);
}

#[test]
fn loom_tables_grow() {
    explore(100, tables_grow);
}

#[test]
fn loom_growing_needs_tables_published() {
    needs(Weak::Once("cells/slab.rs"), tables_grow);
}

/// Promise 4 for cells of two chunks, which one visit reads, while the table that has the second one replaces a smaller.
fn published_across_chunks() {
    let block = block(CHUNK_CELLS + 1);
    let recording = spawn(|| {
        block.change(CHUNK_CELLS - 1, Add(0));
        block.change(CHUNK_CELLS, Add(1));
        block.change(CHUNK_CELLS - 1, Publish(1));
    });
    let reading = spawn(|| {
        let mut seen = [0; 2];
        block.visit(CHUNK_CELLS - 1, 2, |at, run| Cell::add_up(&mut seen[at..], run));
        let [published, earlier] = seen;
        assert!(published <= earlier, "{published} published, {earlier} recorded before");
    });
    join([recording, reading]);
}

#[test]
fn loom_published_across_chunks() {
    explore(100, published_across_chunks);
}

#[test]
fn loom_published_across_chunks_needs_release() {
    needs(Weak::Order("cells/chunk.rs", Release), published_across_chunks);
}

#[test]
fn loom_published_across_chunks_needs_acquire() {
    needs(Weak::Order("cells/chunk.rs", Acquire), published_across_chunks);
}

/// Promise 1: a thread that begins while another one ends goes on with its slab, or has one of its own.
fn hand_over() {
    let block = block(1);
    join([adding(block, 1), adding(block, 1)]);
    assert_eq!(block.sum(0), 2);
    // Both threads have given their slabs back: one, or two if they met.
    join([adding(block, 1)]);
    assert_eq!(block.sum(0), 3);
}

#[test]
fn loom_hand_over() {
    explore(500, hand_over);
}

#[test]
fn loom_hand_over_needs_release() {
    needs(Weak::Order("cells/slab.rs", Release), hand_over);
}

#[test]
fn loom_hand_over_needs_acquire() {
    needs(Weak::Order("cells/slab.rs", Acquire), hand_over);
}

/// Promises 1 and 3 beyond the last slab: threads that share one lose nothing, and reads never fall.
fn shared_slab() {
    let slabs = [(); MAX_SLABS].map(|()| DIRECTORY.claim());
    assert!(slabs.iter().all(Option::is_some) && DIRECTORY.claim().is_none());
    let block = block(1);
    join([adding(block, 1), adding(block, 1), reading(block, 2)]);
    assert_eq!(block.sum(0), 2);
}

#[test]
fn loom_shared_slab() {
    explore_many(1_000, shared_slab);
}

#[test]
fn loom_shared_slab_needs_chunks_published() {
    needs(Weak::Once("cells/slab.rs"), shared_slab);
}

/// Two threads that are the first to use a block agree on where it is, and the place that is not used comes back.
fn first_uses() {
    let block = block(1);
    join([adding(block, 1), adding(block, 1)]);
    assert_eq!(block.sum(0), 2);
    let mut others = [DIRECTORY.reserve(1), DIRECTORY.reserve(1)];
    others.sort_unstable();
    assert!(matches!(others, [0, 2] | [1, 2]), "{others:?}");
}

#[test]
fn loom_first_uses() {
    explore(500, first_uses);
}

/// Promise 5: a block that begins where another one was is at zero, also in the slab of a thread that recorded in the
/// old one and took no part in its end.
fn reuse() {
    let (old, new) = (block(1), block(1));
    let users: &'static AtomicUsize = Box::leak(Box::new(AtomicUsize::new(2)));
    users.enter_model();
    let thread = |amount| {
        spawn(move || {
            old.change(0, Add(amount));
            // As an `Arc` of both threads would do it.
            if users.fetch_sub(1, AcqRel) == 1 {
                old.give_back();
            } else {
                // The other thread goes on: else loom would not try what follows after all that the other one does.
                yield_now();
            }
            new.change(0, Add(1));
        })
    };
    join([thread(5), thread(7)]);
    assert_eq!(new.sum(0), 2);
}

#[test]
fn loom_reuse() {
    explore(500, reuse);
}

#[test]
fn loom_reuse_needs_acquire() {
    needs(Weak::Order("cells/block.rs", Acquire), reuse);
}

#[test]
fn loom_reuse_needs_release() {
    needs(Weak::Order("cells/block.rs", AcqRel), reuse);
}

/// Promise 4, in a thread that counts one up and down again: `first` is read before the other one.
fn pair(slabs: usize, first: usize) {
    const DOWN: usize = 0;
    const UP: usize = 1;
    (0..slabs).for_each(|_| assert!(DIRECTORY.claim().is_some()));
    let block = block(2);
    let counting = spawn(|| {
        block.change(UP, Add(1));
        block.change(DOWN, Publish(1));
    });
    let reading = spawn(move || {
        let cells = [block.sum(first), block.sum(1 - first)];
        let (downs, ups) = (cells[first], cells[1 - first]);
        assert!(downs <= ups, "{downs} downs, {ups} ups");
    });
    join([counting, reading]);
}

#[test]
fn loom_pairs_in_the_shared_slab() {
    explore(50, || pair(MAX_SLABS, 0));
}

#[test]
fn loom_pairs_in_the_shared_slab_need_release() {
    needs(Weak::Order("cells/chunk.rs", Release), || pair(MAX_SLABS, 0));
}

#[test]
fn loom_pairs_need_downs_read_first() {
    fails(|| explore(0, || pair(0, 1)));
}
