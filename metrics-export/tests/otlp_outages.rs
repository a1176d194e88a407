//! OTLP when the collector is busy, silent or away: what is tried again, and that nothing is lost.

#[path = "support/collector.rs"]
mod collector;
mod support;

use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use collector::{count, events, exporter, probe, start, thanks};
use metrics_export::SendError;
use metrics_export::otlp::{OtlpError, OtlpExporter, Temporality};
use support::receiver::{Reaction, Receiver};
use support::registry;

#[test]
fn what_may_go_better_is_tried_again() {
    let attempts = AtomicUsize::new(0);
    let receiver = Receiver::start(move |_| match attempts.fetch_add(1, Relaxed) {
        0 => Reaction::status(503, "not yet"),
        1 => Reaction::Raw(b"nonsense\r\n\r\n"),
        _ => thanks(),
    });
    let before = count("metrics_export_deliveries_total", "delivered");
    // Kept until all is counted: when it goes, it exports a last time.
    let exporter = start(&receiver, probe().1);
    exporter.flush().unwrap();
    let requests = receiver.received();
    assert_eq!(requests.len(), 3);
    assert!(requests.iter().all(|request| request.body == requests[0].body), "it is the same message");
    assert!(count("metrics_export_deliveries_total", "delivered") > before);
}

#[test]
fn a_collector_says_when() {
    let attempts = AtomicUsize::new(0);
    let receiver = Receiver::start(move |_| match attempts.fetch_add(1, Relaxed) {
        0 => Reaction::Answer(429, &[("retry-after", "2")], Vec::new()),
        _ => thanks(),
    });
    let start_time = Instant::now();
    // Kept until all is counted: when it goes, it exports a last time.
    let exporter = start(&receiver, probe().1);
    exporter.flush().unwrap();
    assert!(start_time.elapsed() >= Duration::from_secs(2));
    assert_eq!(receiver.received().len(), 2);
}

#[test]
fn a_collector_that_asks_for_too_long_is_left_alone() {
    let receiver = Receiver::start(|_| Reaction::Answer(503, &[("retry-after", "200")], Vec::new()));
    let thread = start(&receiver, probe().1);
    let error = thread.flush().unwrap_err();
    assert!(matches!(error, OtlpError::Send { attempts: 1, .. }), "{error}");
    let error = thread.flush().unwrap_err();
    assert!(matches!(error, OtlpError::NotYet { .. }), "{error}");
    assert_eq!(receiver.received().len(), 1);
}

#[test]
fn who_does_not_answer_is_not_waited_for() {
    let receiver = Receiver::start(|_| Reaction::Silence);
    let exporter = exporter(&receiver, probe().1).timeout(Duration::from_millis(100));
    let thread = exporter.export_timeout(Duration::from_millis(500)).start().unwrap();
    let begin = Instant::now();
    let error = thread.flush().unwrap_err();
    assert!(matches!(error, OtlpError::Send { reason: SendError::Timeout(_), .. }), "{error}");
    let error = thread.shutdown(Duration::from_millis(300)).unwrap_err();
    assert!(matches!(error, OtlpError::Send { .. } | OtlpError::Ended), "{error}");
    assert!(begin.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_shutdown_ends_the_waiting_between_attempts() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (sender, errors) = mpsc::channel();
    let exporter = OtlpExporter::new()
        .endpoint(format!("http://{free}"))
        .registry(probe().1)
        .interval(Duration::from_millis(1))
        .export_timeout(Duration::from_secs(600))
        .on_error(move |error| drop(sender.send(error.to_string())));
    let thread = exporter.start().unwrap();
    // It is tried again and again, for ten minutes.
    std::thread::sleep(Duration::from_millis(500));
    let begin = Instant::now();
    let error = thread.shutdown(Duration::from_secs(2)).unwrap_err();
    assert!(begin.elapsed() < Duration::from_secs(10), "{error}");
    let told = errors.recv_timeout(Duration::from_secs(5)).unwrap();
    assert!(told.to_lowercase().contains("connection refused"), "{told}");
}

/// The collector is away, is back, and is away again. What it got adds up to what was recorded.
#[test]
fn nothing_is_lost_while_a_collector_is_down() {
    for temporality in [Temporality::Delta, Temporality::Cumulative] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let (probe, registry) = probe();
        let exporter = OtlpExporter::new()
            .endpoint(format!("http://{address}"))
            .registry(registry)
            .temporality(temporality)
            .interval(Duration::from_secs(3600))
            .export_timeout(Duration::from_millis(300))
            .on_error(|_| {});
        let thread = exporter.start().unwrap();
        let mut recorded = 0;
        let mut record = |amount: u64| {
            recorded += amount;
            probe.events.inc_by(amount);
        };
        record(5);
        thread.flush().unwrap_err();
        record(7);
        thread.flush().unwrap_err();
        let receiver = Receiver::start_at(TcpListener::bind(address).unwrap(), |request| {
            // Once it answers with an error that is not tried again.
            if events(request).0 == 1000 { Reaction::status(400, "odd") } else { thanks() }
        });
        record(11);
        thread.flush().unwrap();
        let arrived = receiver.received();
        assert_eq!((arrived.len(), events(&arrived[0]).0), (1, 23), "all since the beginning");
        if temporality == Temporality::Delta {
            record(1000);
            thread.flush().unwrap_err();
        }
        record(1);
        thread.flush().unwrap();
        thread.flush().unwrap();
        let arrived: Vec<_> =
            receiver.received().iter().map(events).filter(|(value, ..)| *value != 1000).collect();
        match temporality {
            Temporality::Delta => {
                let values: Vec<_> = arrived.iter().map(|(value, ..)| *value).collect();
                assert_eq!(values, [23, 1001, 0]);
                assert_eq!(values.iter().sum::<i64>(), recorded as i64);
                assert!(
                    arrived.windows(2).all(|pair| pair[0].2 == pair[1].1),
                    "no time is left out: {arrived:?}"
                );
            }
            _ => assert_eq!(arrived.last().unwrap().0, recorded as i64),
        }
    }
}

#[test]
fn a_callback_that_hangs_keeps_one_thread_and_no_other() {
    let receiver = Receiver::start(|_| thanks());
    let (release, hang) = mpsc::channel::<()>();
    let (hang, calls) = (Mutex::new(hang), Arc::new(AtomicUsize::new(0)));
    let called = Arc::clone(&calls);
    let registry = registry(move || {
        called.fetch_add(1, Relaxed);
        let _ = hang.lock().unwrap().recv_timeout(Duration::from_secs(60));
        1.0
    });
    let thread = exporter(&receiver, registry).export_timeout(Duration::from_millis(100)).start().unwrap();
    for _ in 0..3 {
        assert!(matches!(thread.flush().unwrap_err(), OtlpError::Read));
    }
    assert_eq!(calls.load(Relaxed), 1);
    drop(release);
    std::thread::sleep(Duration::from_millis(50));
    thread.flush().unwrap();
    assert_eq!(receiver.received().len(), 1);
}

#[test]
fn no_time_is_too_short_or_too_long() {
    let receiver = Receiver::start(|_| thanks());
    for time in [Duration::ZERO, Duration::MAX] {
        let exporter = exporter(&receiver, probe().1).interval(time).timeout(Duration::MAX);
        let thread = exporter.export_timeout(Duration::MAX).start().unwrap();
        thread.flush().unwrap();
        thread.shutdown(Duration::MAX).unwrap();
    }
}
