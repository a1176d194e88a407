//! What the system does to a process: it ends, stops, forks, and is interrupted. Each test runs itself as a child.
#![cfg(target_os = "linux")]

mod child;
mod scale;

use std::os::unix::process::ExitStatusExt as _;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use child::{child, is_child, outcome, succeeds};
use metrics_core::{Counter, Format, Histogram, Metrics, Registry, UpDownCounter};
use scale::scale;

#[derive(Metrics)]
struct Work {
    /// Work done.
    done: Counter,
    /// Work under way.
    under_way: UpDownCounter,
    /// Time that work took.
    took: Histogram<(), Duration>,
}

#[metrics_core::register]
static WORK: Work = Work::new();

fn record() {
    let _under_way = WORK.under_way.track();
    WORK.done.inc();
    WORK.took.observe(Duration::from_millis(3));
}

/// Threads that record until the process ends.
fn keep_recording(threads: usize) {
    for _ in 0..threads {
        thread::spawn(|| {
            loop {
                record();
            }
        });
    }
    while WORK.done.value() < 10_000 {
        thread::yield_now();
    }
}

/// Tells the threads of a scope to end, also where the test fails: the scope waits for them.
struct Ended<'a, const N: usize>([&'a AtomicBool; N]);

impl<const N: usize> Drop for Ended<'_, N> {
    fn drop(&mut self) {
        self.0.iter().for_each(|told| told.store(true, Relaxed));
    }
}

#[test]
fn exit_with_live_threads() {
    if is_child() {
        keep_recording(8);
        std::process::exit(7);
    }
    for _ in 0..scale(5, 200) {
        let (status, said) = outcome(child("exit_with_live_threads"));
        assert_eq!(status.code(), Some(7), "{said}");
    }
}

#[test]
fn main_returns_with_live_threads() {
    if is_child() {
        return keep_recording(8);
    }
    (0..scale(5, 200)).for_each(|_| drop(succeeds("main_returns_with_live_threads")));
}

#[test]
fn abort_with_live_threads() {
    if is_child() {
        keep_recording(8);
        std::process::abort();
    }
    let (status, said) = outcome(child("abort_with_live_threads"));
    assert_eq!(status.signal(), Some(libc::SIGABRT), "{said}");
}

#[test]
fn adds_after_the_end_of_main_count() {
    extern "C" fn after_main() {
        // The locals of the main thread are gone; the ones of the thread that ran the test, too.
        (0..1000).for_each(|_| record());
        let seen = (WORK.done.value(), WORK.under_way.value(), WORK.took.snapshot().count);
        if seen != (1001, 0, 1001) {
            eprintln!("{seen:?}");
            std::process::abort();
        }
        println!("counted after main");
    }

    if is_child() {
        record();
        #[allow(unsafe_code)]
        // SAFETY: the function lives as long as the process, and does not unwind.
        let refused = unsafe { libc::atexit(after_main) };
        assert_eq!(refused, 0);
        return;
    }
    assert!(succeeds("adds_after_the_end_of_main_count").contains("counted after main"));
}

#[test]
fn a_fork_counts_for_itself_while_another_thread_scrapes() {
    if !is_child() {
        succeeds("a_fork_counts_for_itself_while_another_thread_scrapes");
        return;
    }
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let _ended = Ended([&over]);
        scope.spawn(|| {
            while !over.load(Relaxed) {
                assert!(Registry::global().to_text(Format::Text).contains("under_way"));
            }
        });
        for number in 1..=scale(20, 500) {
            WORK.done.inc();
            assert_eq!(fork(count_a_million), 0, "exit status of the fork");
            assert_eq!(WORK.done.value(), number, "the parent's values are its own");
        }
    });
}

/// What the fork does; its exit code.
fn count_a_million() -> i32 {
    let before = WORK.done.value();
    (0..1_000_000).for_each(|_| WORK.done.inc());
    let counted = WORK.done.value() - before == 1_000_000;
    // A thread-local slab, a new thread and its end work there as well.
    let in_a_thread = thread::spawn(|| WORK.done.inc()).join().is_ok();
    i32::from(!(counted && in_a_thread))
}

/// Runs a function in a forked process, and returns the status with which that ended.
fn fork(work: fn() -> i32) -> i32 {
    #[allow(unsafe_code)]
    // SAFETY: the fork only counts, which takes no lock that another thread may hold (the allocator's are made good by the
    // C library), and leaves without running anybody's destructors.
    unsafe {
        match libc::fork() {
            0 => libc::_exit(work()),
            child => {
                assert!(child > 0, "{}", std::io::Error::last_os_error());
                let mut status = 0;
                assert_eq!(libc::waitpid(child, &raw mut status, 0), child);
                status
            }
        }
    }
}

/// On x86-64, and optimised, an add is one instruction: a signal comes before or after it.
#[test]
fn a_signal_handler_adds_to_the_counter_that_it_interrupts() {
    static HANDLED: AtomicU64 = AtomicU64::new(0);

    extern "C" fn on_alarm(_: i32) {
        WORK.done.inc();
        HANDLED.fetch_add(1, Relaxed);
    }

    if !is_child() {
        succeeds("a_signal_handler_adds_to_the_counter_that_it_interrupts");
        return;
    }
    WORK.done.inc(); // the first touch of a thread is not the handler's
    let alarms = ten_thousand_alarms_a_second(on_alarm);
    let (mut added, start) = (1, Instant::now());
    while start.elapsed() < Duration::from_secs(scale(1, 10)) {
        (0..1000).for_each(|_| WORK.done.inc());
        added += 1000;
    }
    let lost = {
        stop(alarms);
        added + HANDLED.load(Relaxed) - WORK.done.value()
    };
    assert!(HANDLED.load(Relaxed) > 1000, "{} signals only", HANDLED.load(Relaxed));
    if cfg!(all(target_arch = "x86_64", not(debug_assertions))) {
        assert_eq!(lost, 0, "of {added} adds and {} in signal handlers", HANDLED.load(Relaxed));
    }
}

/// Signals to this thread alone: another one may not have touched a metric yet.
#[allow(unsafe_code)]
fn ten_thousand_alarms_a_second(handler: extern "C" fn(i32)) -> libc::timer_t {
    let often = libc::timespec { tv_sec: 0, tv_nsec: 100_000 };
    // SAFETY: the handler counts and does nothing else; all arguments outlive the calls.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler as *const () as usize;
        action.sa_flags = libc::SA_RESTART;
        assert_eq!(libc::sigaction(libc::SIGALRM, &raw const action, std::ptr::null_mut()), 0);
        let mut event: libc::sigevent = std::mem::zeroed();
        event.sigev_notify = libc::SIGEV_THREAD_ID;
        event.sigev_notify_thread_id = libc::gettid();
        event.sigev_signo = libc::SIGALRM;
        let mut alarms: libc::timer_t = std::mem::zeroed();
        assert_eq!(libc::timer_create(libc::CLOCK_MONOTONIC, &raw mut event, &raw mut alarms), 0);
        let schedule = libc::itimerspec { it_interval: often, it_value: often };
        assert_eq!(libc::timer_settime(alarms, 0, &raw const schedule, std::ptr::null_mut()), 0);
        alarms
    }
}

#[allow(unsafe_code)]
fn stop(alarms: libc::timer_t) {
    // SAFETY: the timer was created, and is deleted here only.
    assert_eq!(unsafe { libc::timer_delete(alarms) }, 0);
}

/// Nothing waits for a writer, wherever it is: one that is stopped in the middle of recording holds nothing up.
#[test]
fn writers_that_are_stopped_hold_nothing_up() {
    static STOPPED: AtomicU64 = AtomicU64::new(0);
    static GO_ON: AtomicBool = AtomicBool::new(false);

    extern "C" fn stop(_: i32) {
        STOPPED.fetch_add(1, Relaxed);
        while !GO_ON.load(Relaxed) {
            thread::sleep(Duration::from_millis(1));
        }
    }

    if !is_child() {
        succeeds("writers_that_are_stopped_hold_nothing_up");
        return;
    }
    let over = AtomicBool::new(false);
    // Written when a thread has recorded once, and without a lock: what is stopped may hold none, neither of a channel nor
    // of the allocator.
    let threads = [const { AtomicU64::new(0) }; 8];
    let recorded: u64 = thread::scope(|scope| {
        let ended = Ended([&GO_ON, &over]);
        let over = &over;
        let writers = threads.each_ref().map(|known| {
            scope.spawn(move || {
                let mut recorded = 0;
                while !over.load(Relaxed) {
                    record();
                    recorded += 1;
                    known.store(this_thread(), Relaxed);
                }
                recorded
            })
        });
        while WORK.done.value() < 10_000 || threads.iter().any(|known| known.load(Relaxed) == 0) {
            thread::yield_now();
        }
        // All but one.
        threads[1..].iter().for_each(|writer| interrupt(writer.load(Relaxed), stop));
        while STOPPED.load(Relaxed) < 7 {
            thread::yield_now();
        }
        let before = WORK.done.value();
        let scrapes: Vec<Duration> = (0..100).map(|_| scrape()).collect();
        let slowest = scrapes.iter().max().unwrap();
        assert!(*slowest < Duration::from_secs(1), "a scrape took {slowest:?}");
        // The one that is left may not have had its turn yet: all of these scrapes take a few milliseconds.
        let begun = Instant::now();
        while WORK.done.value() == before && begun.elapsed() < Duration::from_secs(10) {
            thread::yield_now();
        }
        assert!(WORK.done.value() > before, "who is not stopped records");
        drop(ended);
        writers.into_iter().map(|writer| writer.join().unwrap()).sum()
    });
    assert_eq!((WORK.done.value(), WORK.took.snapshot().count), (recorded, recorded));
    assert_eq!(WORK.under_way.value(), 0);
}

fn scrape() -> Duration {
    let start = Instant::now();
    assert!(Registry::global().to_text(Format::OpenMetrics).ends_with("# EOF\n"));
    start.elapsed()
}

#[allow(unsafe_code)]
fn this_thread() -> libc::pthread_t {
    // SAFETY: has no preconditions.
    unsafe { libc::pthread_self() }
}

#[allow(unsafe_code)]
fn interrupt(thread: libc::pthread_t, handler: extern "C" fn(i32)) {
    // SAFETY: the thread is still running; the handler only sleeps; all arguments outlive the calls.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler as *const () as usize;
        assert_eq!(libc::sigaction(libc::SIGUSR1, &raw const action, std::ptr::null_mut()), 0);
        assert_eq!(libc::pthread_kill(thread, libc::SIGUSR1), 0);
    }
}

/// Stopped and continued as a whole, a process goes on where it was.
#[test]
fn a_stopped_process_goes_on() {
    if !is_child() {
        succeeds("a_stopped_process_goes_on");
        return;
    }
    keep_recording(4);
    for _ in 0..scale(3, 50) {
        let before = Registry::global().snapshot();
        let stopping = "kill -STOP $PPID && sleep 0.1; kill -CONT $PPID";
        assert!(std::process::Command::new("sh").args(["-c", stopping]).status().unwrap().success());
        let after = Registry::global().snapshot();
        assert!(after.since(&before).iter().all(|(name, _, by)| by >= 0.0 || name == "under_way"));
        // Whoever records may not have had a turn yet.
        let (begun, counted) = (Instant::now(), WORK.done.value());
        while WORK.done.value() == counted && begun.elapsed() < Duration::from_secs(10) {
            thread::yield_now();
        }
        assert!(WORK.done.value() > counted, "nobody records any more");
    }
}
