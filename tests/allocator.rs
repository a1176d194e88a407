//! An allocator that counts its allocations in a metric: what records must not wait for itself.

use std::alloc::{GlobalAlloc, Layout, System};
use std::thread;

use metrics_core::{Counter, Gauge, Metrics};

#[derive(Metrics)]
struct Memory {
    /// Allocations made.
    allocations: Counter,
    /// The size of the last one.
    #[metric(unit = "bytes")]
    last: Gauge<(), u64>,
}

static MEMORY: Memory = Memory::new();

struct Counting;

#[allow(unsafe_code)]
// SAFETY: hands everything on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        MEMORY.allocations.inc();
        // SAFETY: the caller's promises are those that the system's allocator asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn an_allocator_can_count() {
    let threads: Vec<_> = (0..20)
        .map(|number: u64| {
            thread::spawn(move || {
                MEMORY.last.set(number);
                let before = MEMORY.allocations.value();
                let boxes: Vec<Box<u64>> = (0..1000).map(Box::new).collect();
                assert!(MEMORY.allocations.value() - before > boxes.len() as u64);
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert!(MEMORY.allocations.value() > 20_000);
}
