//! The protobuf format, taken apart by a decoder that knows nothing but the wire: rule by rule.

#![allow(clippy::cast_possible_truncation)] // what is decoded here is small

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use metrics_core::{
    Counter, Gauge, Histogram, Info, Label, Metrics, Registry, StateSet, Summary, UpDownCounter,
    WithExemplars,
};
use metrics_export::protobuf;

#[derive(Clone, Copy, Label)]
enum Phase {
    Starting,
    Running,
}

#[derive(Metrics)]
#[metrics(prefix = "t")]
struct All {
    /// Counts "things" \ others.
    things: Counter<bool>,
    /// A level.
    level: Gauge<(), i64>,
    /// Open.
    open: UpDownCounter,
    /// Waiting.
    #[metric(buckets = [0.5, 1.0])]
    wait: Histogram<(), Duration>,
    /// The phase.
    phase: StateSet<Phase>,
    /// The build.
    #[metric(info(version = "1.0"))]
    build: Info,
    /// Fine.
    #[metric(native(schema = 1))]
    fine: Histogram,
    /// Both.
    #[metric(unit = "bytes", buckets = [8.0, 64.0], native(schema = 0))]
    both: Histogram<(), u64>,
    /// Nothing yet.
    #[metric(native(zero_threshold = 0.0))]
    nothing: Histogram<(), Duration>,
    /// Taken together.
    taken: Summary<(), Duration>,
}

/// A field of a message: its number, and its value as it is on the wire.
type Message = Vec<(u32, Wire)>;

#[derive(Clone, Debug, PartialEq)]
enum Wire {
    Varint(u64),
    Fixed(u64),
    Bytes(Vec<u8>),
}

fn varint(bytes: &mut &[u8]) -> u64 {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first().expect("a varint ends");
        *bytes = rest;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return number;
        }
    }
    panic!("a varint has ten bytes at most");
}

fn take<'a>(bytes: &mut &'a [u8], len: usize) -> &'a [u8] {
    let (taken, rest) = bytes.split_at(len);
    *bytes = rest;
    taken
}

fn message(mut bytes: &[u8]) -> Message {
    let mut fields = Message::new();
    while !bytes.is_empty() {
        let key = varint(&mut bytes);
        let wire = match key & 7 {
            0 => Wire::Varint(varint(&mut bytes)),
            1 => Wire::Fixed(u64::from_le_bytes(take(&mut bytes, 8).try_into().unwrap())),
            2 => {
                let len = varint(&mut bytes) as usize;
                Wire::Bytes(take(&mut bytes, len).to_vec())
            }
            kind => panic!("wire type {kind}"),
        };
        fields.push(((key >> 3) as u32, wire));
    }
    fields
}

/// The families, each with its length before it.
fn families(mut bytes: &[u8]) -> Vec<Message> {
    let mut families = Vec::new();
    while !bytes.is_empty() {
        let len = varint(&mut bytes) as usize;
        families.push(message(take(&mut bytes, len)));
    }
    families
}

fn all_bytes(of: &Message, tag: u32) -> Vec<&[u8]> {
    let bytes = of.iter().filter(|(number, _)| *number == tag).map(|(_, wire)| match wire {
        Wire::Bytes(bytes) => bytes.as_slice(),
        other => panic!("field {tag} is {other:?}"),
    });
    bytes.collect()
}

fn text(of: &Message, tag: u32) -> String {
    let [bytes] = all_bytes(of, tag)[..] else { panic!("field {tag} of {of:?}") };
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn messages(of: &Message, tag: u32) -> Vec<Message> {
    all_bytes(of, tag).into_iter().map(message).collect()
}

fn one(of: &Message, tag: u32) -> Message {
    let [one] = &messages(of, tag)[..] else { panic!("field {tag} of {of:?}") };
    one.clone()
}

fn number(of: &Message, tag: u32) -> Option<u64> {
    of.iter().find(|(number, _)| *number == tag).map(|(_, wire)| match wire {
        Wire::Varint(number) | Wire::Fixed(number) => *number,
        Wire::Bytes(_) => panic!("field {tag} is bytes"),
    })
}

fn double(of: &Message, tag: u32) -> Option<f64> {
    number(of, tag).map(f64::from_bits)
}

fn zigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

/// Packed signed differences, added up.
fn counts(of: &Message, tag: u32) -> Vec<i64> {
    let mut count = 0;
    let mut counts = Vec::new();
    for mut packed in all_bytes(of, tag) {
        while !packed.is_empty() {
            count += zigzag(varint(&mut packed));
            counts.push(count);
        }
    }
    counts
}

/// Offset and length.
fn spans(of: &Message, tag: u32) -> Vec<(i64, u64)> {
    let span = |span: &Message| (zigzag(number(span, 1).unwrap()), number(span, 2).unwrap());
    messages(of, tag).iter().map(span).collect()
}

fn labels(metric: &Message) -> Vec<(String, String)> {
    messages(metric, 1).iter().map(|pair| (text(pair, 1), text(pair, 2))).collect()
}

fn registry() -> (Registry, Arc<All>) {
    let registry = Registry::builder().label("zone", "ä\"b\n").build().unwrap();
    let all = Arc::new(All::new());
    registry.register(Arc::clone(&all)).unwrap();
    (registry, all)
}

fn scraped(registry: &Registry) -> Vec<Message> {
    let mut body = Vec::new();
    protobuf::encode(registry, &mut body);
    families(&body)
}

fn family(families: &[Message], name: &str) -> Message {
    families.iter().find(|family| text(family, 1) == name).unwrap_or_else(|| panic!("no {name}")).clone()
}

/// The histogram of a family with one series.
fn histogram(registry: &Registry, name: &str) -> Message {
    one(&one(&family(&scraped(registry), name), 4), 7)
}

#[test]
fn p1_families_follow_each_other_and_nothing_else() {
    let mut body = Vec::new();
    protobuf::encode(&Registry::new(), &mut body);
    assert!(body.is_empty(), "an empty body is legal");
    let (registry, _all) = registry();
    assert_eq!(scraped(&registry).len(), 10);
    assert_eq!(
        protobuf::CONTENT_TYPE,
        "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited"
    );
}

#[test]
fn p2_a_family_is_called_and_typed_as_a_server_stores_it() {
    let (registry, all) = registry();
    all.things.with(true).inc_by(7);
    all.level.set(-4);
    all.phase.set(Phase::Running);
    all.taken.observe(Duration::from_millis(1500));
    all.taken.observe(Duration::from_millis(250));
    let families = scraped(&registry);
    let described: Vec<_> =
        families.iter().map(|family| (text(family, 1), number(family, 3).unwrap())).collect();
    let (counter, gauge, summary, histogram) = (0, 1, 2, 4);
    let wanted = [
        ("t_things_total", counter),
        ("t_level", gauge),
        ("t_open", gauge),
        ("t_wait_seconds", histogram),
        ("t_phase", gauge),
        ("t_build_info", gauge),
        ("t_fine", histogram),
        ("t_both_bytes", histogram),
        ("t_nothing_seconds", histogram),
        ("t_taken_seconds", summary),
    ];
    assert_eq!(described, wanted.map(|(name, kind)| (name.to_owned(), kind)));
    assert_eq!(text(&families[0], 2), "Counts \"things\" \\ others.");
    assert_eq!(text(&families[7], 5), "bytes");

    let things = messages(&families[0], 4);
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(labels(&things[1]), [pair("zone", "ä\"b\n"), pair("value", "true")]);
    assert_eq!(
        things.iter().map(|metric| double(&one(metric, 3), 1)).collect::<Vec<_>>(),
        [Some(0.0), Some(7.0)]
    );
    assert_eq!(double(&one(&one(&families[1], 4), 2), 1), Some(-4.0));
    let states: Vec<_> = messages(&families[4], 4).iter().map(|metric| double(&one(metric, 2), 1)).collect();
    assert_eq!(states, [Some(0.0), Some(1.0)]);
    let build = one(&families[5], 4);
    assert_eq!(labels(&build)[1], pair("version", "1.0"));
    assert_eq!(double(&one(&build, 2), 1), Some(1.0));
    let taken = one(&one(&families[9], 4), 4);
    assert_eq!((number(&taken, 1), double(&taken, 2)), (Some(2), Some(1.75)));
}

#[test]
fn p2_a_metric_has_a_value_of_its_type_and_no_other() {
    let (registry, _all) = registry();
    for family in scraped(&registry) {
        let wanted = match number(&family, 3) {
            Some(0) => 3,
            Some(1) => 2,
            Some(2) => 4,
            Some(4) => 7,
            other => panic!("type {other:?}"),
        };
        for metric in messages(&family, 4) {
            let values: Vec<_> = metric.iter().map(|(tag, _)| *tag).filter(|&tag| tag != 1).collect();
            assert_eq!(values, [wanted], "{}", text(&family, 1));
        }
    }
}

#[test]
fn p3_no_time_stamp_but_that_of_the_beginning() {
    let (registry, _all) = registry();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    for (name, value, created) in
        [("t_things_total", 3, 3), ("t_taken_seconds", 4, 4), ("t_wait_seconds", 7, 15)]
    {
        let metric = &messages(&family(&scraped(&registry), name), 4)[0];
        assert_eq!(number(metric, 6), None, "timestamp_ms");
        let created = one(&one(metric, value), created);
        assert!(now - number(&created, 1).unwrap() < 60);
        assert!(number(&created, 2).unwrap_or(0) < 1_000_000_000);
    }
}

#[test]
fn p4_classic_buckets_are_cumulative_and_the_last_is_understood() {
    let (registry, all) = registry();
    for millis in [100, 500, 700, 5000] {
        all.wait.observe(Duration::from_millis(millis));
    }
    let wait = histogram(&registry, "t_wait_seconds");
    let buckets: Vec<_> =
        messages(&wait, 3).iter().map(|bucket| (double(bucket, 2), number(bucket, 1))).collect();
    assert_eq!(buckets, [(Some(0.5), Some(2)), (Some(1.0), Some(3))]);
    assert_eq!((number(&wait, 1), double(&wait, 2)), (Some(4), Some(6.3)));
    assert_eq!((number(&wait, 5), double(&wait, 6)), (None, None), "nothing native");
}

#[test]
fn n4_spans_bridge_short_gaps() {
    let (registry, all) = registry();
    // At schema 1, bounds are powers of the root of two: 2 ends bucket 2.
    for (value, times) in [(1.0, 3), (2.0, 1), (4.0, 5), (32.0, 2), (0.0, 4), (-2.0, 6)] {
        (0..times).for_each(|_| all.fine.observe(value));
    }
    let fine = histogram(&registry, "t_fine");
    assert_eq!((number(&fine, 5).map(zigzag), double(&fine, 6)), (Some(1), Some(2.0_f64.powi(-128))));
    assert_eq!(number(&fine, 7), Some(4));
    assert_eq!(spans(&fine, 12), [(0, 5), (5, 1)]);
    assert_eq!(counts(&fine, 13), [3, 0, 1, 0, 5, 2]);
    assert_eq!((spans(&fine, 9), counts(&fine, 10)), (vec![(2, 1)], vec![6]));
    assert_eq!((number(&fine, 1), double(&fine, 2)), (Some(21), Some(77.0)));
    assert!(all_bytes(&fine, 3).is_empty(), "no classic buckets");
}

#[test]
fn n5_the_count_is_that_of_the_buckets() {
    let (registry, all) = registry();
    std::thread::scope(|scope| {
        let recording = scope.spawn(|| {
            for n in 0..30_000_u64 {
                all.both.observe(n * n);
                all.fine.observe(n as f64 - 1000.0);
            }
        });
        while !recording.is_finished() {
            for name in ["t_both_bytes", "t_fine"] {
                let histogram = histogram(&registry, name);
                let buckets = counts(&histogram, 13).into_iter().chain(counts(&histogram, 10)).sum::<i64>();
                assert_eq!(number(&histogram, 1).unwrap(), number(&histogram, 7).unwrap() + buckets as u64);
                let classic = messages(&histogram, 3);
                let last = classic.last().and_then(|bucket| number(bucket, 1)).unwrap_or(0);
                assert!(last <= number(&histogram, 1).unwrap());
            }
        }
    });
    assert_eq!(number(&histogram(&registry, "t_both_bytes"), 1), Some(30_000));
}

#[test]
fn n6_what_was_never_recorded_is_native_all_the_same() {
    let (registry, _all) = registry();
    let nothing = histogram(&registry, "t_nothing_seconds");
    assert_eq!((spans(&nothing, 12), counts(&nothing, 13)), (vec![(0, 0)], vec![]));
    assert_eq!(
        (number(&nothing, 1), number(&nothing, 7), double(&nothing, 6)),
        (Some(0), Some(0), Some(0.0))
    );
    let fine = histogram(&registry, "t_fine");
    assert_eq!(spans(&fine, 12), [], "a zero threshold is enough");
}

#[test]
fn n8_classic_buckets_may_stand_beside() {
    let (registry, all) = registry();
    for size in [1, 8, 9, 1000] {
        all.both.observe(size);
    }
    let both = histogram(&registry, "t_both_bytes");
    let buckets: Vec<_> =
        messages(&both, 3).iter().map(|bucket| (double(bucket, 2), number(bucket, 1))).collect();
    assert_eq!(buckets, [(Some(8.0), Some(2)), (Some(64.0), Some(3))]);
    assert_eq!(spans(&both, 12), [(0, 5), (5, 1)]);
    assert_eq!(counts(&both, 13), [1, 0, 0, 1, 1, 1]);
}

#[derive(Metrics)]
struct Examples {
    /// Counted.
    counted: WithExemplars<Counter>,
    /// Classic.
    #[metric(buckets = [1.0, 2.0])]
    classic: WithExemplars<Histogram<(), Duration>>,
    /// Native.
    #[metric(native)]
    native: WithExemplars<Histogram<(), Duration>>,
}

fn trace(exemplar: &Message) -> (String, Option<f64>, bool) {
    let label = one(exemplar, 1);
    assert_eq!(text(&label, 1), "trace_id");
    (text(&label, 2), double(exemplar, 2), number(&one(exemplar, 3), 1).is_some())
}

#[test]
fn n7_exemplars_have_a_time_stamp_and_their_place() {
    let (registry, examples) = (Registry::new(), Arc::new(Examples::new()));
    registry.register(Arc::clone(&examples)).unwrap();
    examples.counted.inc_with_exemplar([("trace_id", "a")]);
    examples.classic.observe_with_exemplar(Duration::from_millis(1500), [("trace_id", "b")]);
    examples.classic.observe_with_exemplar(Duration::from_secs(9), [("trace_id", "c")]);
    examples.native.observe_with_exemplar(Duration::from_millis(250), [("trace_id", "d")]);
    let families = scraped(&registry);
    let counted = one(&one(&family(&families, "counted_total"), 4), 3);
    assert_eq!(trace(&one(&counted, 2)), ("a".to_owned(), Some(1.0), true));
    let classic = messages(&one(&one(&family(&families, "classic_seconds"), 4), 7), 3);
    assert_eq!(classic.len(), 3, "the last bucket is there for its exemplar");
    assert_eq!(all_bytes(&classic[0], 3).len(), 0);
    assert_eq!(trace(&one(&classic[1], 3)), ("b".to_owned(), Some(1.5), true));
    assert_eq!(double(&classic[2], 2), Some(f64::INFINITY));
    assert_eq!(trace(&one(&classic[2], 3)), ("c".to_owned(), Some(9.0), true));
    let native = one(&one(&family(&families, "native_seconds"), 4), 7);
    assert_eq!(trace(&one(&native, 16)), ("d".to_owned(), Some(0.25), true));
    assert!(all_bytes(&native, 3).is_empty());
}
