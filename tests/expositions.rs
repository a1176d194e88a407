//! Whatever is recorded, under whatever labels: both text formats parse, strictly, to exactly what was recorded.
//!
//! What is recorded is kept twice: by the metrics, and by a model of a few lines. Some of the expositions are left in
//! `target/tmp/expositions`, for the judges.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use metrics_core::testing::{Exposition, ParsedSample, parse};
use metrics_core::{
    Counter, Format, Gauge, Histogram, Info, Label, Metrics, Registry, StateSet, Summary, UpDownCounter,
    WithExemplars,
};
use proptest::prelude::*;

#[derive(Clone, Copy, Debug, Label)]
enum Phase {
    Starting,
    #[label(rename = "r\"u\\n\nning ü")]
    Running,
}

const BOUNDS: [f64; 4] = [0.0005, 0.1, 1.0, 1e6];
const CHANGES: [f64; 2] = [-1.0, 1.0];
const WAITS: [f64; 2] = [0.25, 2.5];

#[derive(Metrics)]
#[metrics(prefix = "p")]
struct Set {
    /// Counts "things" \ others.
    things: Counter<bool>,
    /// Amounts.
    #[metric(unit = "joules")]
    amount: Counter<(), f64>,
    /// A level.
    level: Gauge<Phase>,
    /// A whole level.
    whole: Gauge<(), i64>,
    /// Open.
    open: UpDownCounter,
    /// Sizes.
    #[metric(buckets = BOUNDS)]
    sizes: Histogram,
    /// Changes.
    #[metric(buckets = CHANGES)]
    changes: Histogram,
    /// Time.
    #[metric(buckets = WAITS)]
    wait: WithExemplars<Histogram<(), Duration>>,
    /// Items.
    items: Summary<(), u64>,
    /// The phase.
    phase: StateSet<Phase>,
    /// The build.
    #[metric(info(version = "1", region))]
    build: Info,
}

/// Something that is recorded.
#[derive(Clone, Debug)]
enum Event {
    Thing(bool, u64),
    Amount(f64),
    Level(Phase, f64),
    Whole(i64),
    Opened,
    Size(f64),
    Change(f64),
    Wait(Duration, String),
    Items(u64),
    Phase(Phase),
    Region(String),
}

impl Event {
    fn record(&self, set: &Set) {
        match self {
            Self::Thing(label, amount) => set.things.with(*label).inc_by(*amount),
            Self::Amount(amount) => set.amount.inc_by(*amount),
            Self::Level(phase, value) => set.level.with(*phase).set(*value),
            Self::Whole(value) => set.whole.set(*value),
            Self::Opened => std::mem::forget(set.open.track()),
            Self::Size(value) => set.sizes.observe(*value),
            Self::Change(value) => set.changes.observe(*value),
            Self::Wait(time, trace) => set.wait.observe_with_exemplar(*time, [("trace_id", trace.as_str())]),
            Self::Items(number) => set.items.observe(*number),
            Self::Phase(phase) => set.phase.set(*phase),
            Self::Region(region) => set.build.set("region", region.clone()).unwrap(),
        }
    }
}

/// What a sample is expected to say: a float, or an integer that may be beyond 2^53.
#[derive(Clone, Copy, Debug)]
enum Expected {
    Float(f64),
    Integer(i128),
}

impl Expected {
    fn is(self, sample: &ParsedSample) -> bool {
        match self {
            // Not by the bits: a text has one NaN.
            Self::Float(value) => value == sample.value || value.is_nan() && sample.value.is_nan(),
            Self::Integer(number) => sample.written == number.to_string(),
        }
    }
}

type Model = BTreeMap<(&'static str, Vec<(&'static str, String)>), Expected>;

/// What a set should say after these events.
fn model(events: &[Event], format: Format) -> Model {
    let mut model = Model::new();
    let all = || events.iter();
    for label in [false, true] {
        let amounts = all().filter_map(|event| match event {
            Event::Thing(own, amount) if *own == label => Some(*amount),
            _ => None,
        });
        let sum = amounts.fold(0_u64, u64::wrapping_add);
        model.insert(("p_things_total", vec![("value", label.to_string())]), Expected::Integer(sum.into()));
    }
    let amounts = all().filter_map(|event| match event {
        Event::Amount(amount) if *amount > 0.0 && amount.is_finite() => Some(*amount),
        _ => None,
    });
    model.insert(
        ("p_amount_joules_total", vec![]),
        Expected::Float(amounts.fold(0.0, |sum, amount| sum + amount)),
    );
    levels(&mut model, events);
    buckets(&mut model, "p_sizes", &BOUNDS, format, events, |event| match event {
        Event::Size(value) => Some(*value),
        _ => None,
    });
    buckets(&mut model, "p_changes", &CHANGES, format, events, |event| match event {
        Event::Change(value) => Some(*value),
        _ => None,
    });
    buckets(&mut model, "p_wait_seconds", &WAITS, format, events, |event| match event {
        Event::Wait(time, _) => Some(seconds(*time)),
        _ => None,
    });
    let items = all().filter_map(|event| match event {
        Event::Items(number) => Some(*number),
        _ => None,
    });
    let sum = items.clone().fold(0_u64, u64::wrapping_add);
    model.insert(("p_items_sum", vec![]), Expected::Integer(sum.into()));
    model.insert(("p_items_count", vec![]), Expected::Integer(items.count() as i128));
    model
}

/// What is set, and what is open.
fn levels(model: &mut Model, events: &[Event]) {
    for phase in [Phase::Starting, Phase::Running] {
        let name = if matches!(phase, Phase::Starting) { "starting" } else { "r\"u\\n\nning ü" };
        let is_it = |other: &Phase| std::mem::discriminant(other) == std::mem::discriminant(&phase);
        let level = events.iter().rev().find_map(|event| match event {
            Event::Level(own, value) if is_it(own) => Some(*value),
            _ => None,
        });
        model.insert(("p_level", vec![("phase", name.to_owned())]), Expected::Float(level.unwrap_or(0.0)));
        let current = events.iter().rev().find_map(|event| match event {
            Event::Phase(phase) => Some(*phase),
            _ => None,
        });
        let is_current = is_it(&current.unwrap_or(Phase::Starting));
        model.insert(("p_phase", vec![("p_phase", name.to_owned())]), Expected::Integer(is_current.into()));
    }
    let whole = events.iter().rev().find_map(|event| match event {
        Event::Whole(value) => Some(*value),
        _ => None,
    });
    model.insert(("p_whole", vec![]), Expected::Integer(whole.unwrap_or(0).into()));
    let open = events.iter().filter(|event| matches!(event, Event::Opened)).count();
    model.insert(("p_open", vec![]), Expected::Integer(open as i128));
    let region = events.iter().rev().find_map(|event| match event {
        Event::Region(region) if !region.is_empty() => Some(region.clone()),
        Event::Region(_) => Some(String::new()),
        _ => None,
    });
    let mut labels = vec![("version", "1".to_owned())];
    labels.extend(region.filter(|region| !region.is_empty()).map(|region| ("region", region)));
    model.insert(("p_build_info", labels), Expected::Integer(1));
}

fn buckets(
    model: &mut Model,
    name: &'static str,
    bounds: &[f64],
    format: Format,
    events: &[Event],
    observed: impl Fn(&Event) -> Option<f64>,
) {
    let can_fall = bounds[0] < 0.0;
    let values: Vec<f64> = events.iter().filter_map(observed).filter(|value| !value.is_nan()).collect();
    let [bucket, sum, count] = match name {
        "p_sizes" => ["p_sizes_bucket", "p_sizes_sum", "p_sizes_count"],
        "p_changes" => ["p_changes_bucket", "p_changes_sum", "p_changes_count"],
        _ => ["p_wait_seconds_bucket", "p_wait_seconds_sum", "p_wait_seconds_count"],
    };
    for &bound in bounds.iter().chain([&f64::INFINITY]) {
        let up_to = values.iter().filter(|value| **value <= bound).count();
        let text = if bound.is_infinite() {
            "+Inf".to_owned()
        } else {
            format!("{bound:?}").replace("1000000.0", "1e+06")
        };
        model.insert((bucket, vec![("le", text)]), Expected::Integer(up_to as i128));
    }
    if format == Format::OpenMetrics && can_fall {
        return;
    }
    let added = values.iter().filter(|value| value.is_finite() && (can_fall || **value > 0.0));
    // Durations are summed up in integers.
    let total = if name == "p_wait_seconds" {
        let nanos = events.iter().filter_map(|event| match event {
            Event::Wait(time, _) => Some(time.as_nanos()),
            _ => None,
        });
        nanos.sum::<u128>() as f64 / 1e9
    } else {
        added.fold(0.0, |sum, value| sum + value)
    };
    model.insert((sum, vec![]), Expected::Float(total));
    model.insert((count, vec![]), Expected::Integer(values.len() as i128));
}

/// Compares with what was read of one instance.
fn says(exposition: &Exposition, instance: &[(&str, &str)], model: &Model) {
    for ((name, labels), expected) in model {
        let own = labels.iter().map(|(name, value)| (*name, value.as_str()));
        let labels: Vec<_> = instance.iter().copied().chain(own).collect();
        let sample = exposition.sample(name, &labels);
        let sample = sample.unwrap_or_else(|| panic!("{name} with {labels:?} is missing"));
        assert!(expected.is(sample), "{sample:?} should be {expected:?}");
    }
}

/// The last exemplar of each bucket is exposed, if it is not too long, and has no NUL.
fn has_exemplars(exposition: &Exposition, instance: &str, events: &[Event]) {
    let bounds = WAITS.iter().copied().chain([f64::INFINITY]);
    let mut below = f64::NEG_INFINITY;
    for bound in bounds {
        let expected = events.iter().rev().find_map(|event| match event {
            Event::Wait(time, trace) if seconds(*time) <= bound && seconds(*time) > below => {
                let fits = "trace_id".len() + trace.chars().count() <= 128 && !trace.contains('\0');
                fits.then_some((seconds(*time), trace.as_str()))
            }
            _ => None,
        });
        let is_it = |sample: &&ParsedSample| {
            let le = sample.label("le").and_then(|le| le.parse::<f64>().ok());
            sample.name == "p_wait_seconds_bucket"
                && sample.label("r_x") == Some(instance)
                && le == Some(bound)
        };
        let sample = exposition.samples().find(is_it).expect("a bucket");
        let found = sample.exemplar.as_ref();
        let label =
            |labels: &[(String, String)]| labels.first().map(|(_, value)| value.clone()).unwrap_or_default();
        let found = found.map(|exemplar| (exemplar.value, label(&exemplar.labels)));
        assert_eq!(found, expected.map(|(value, trace)| (value, trace.to_owned())));
        below = bound;
    }
}

/// The float nearest to the time, which `as_secs_f64` is not always.
fn seconds(time: Duration) -> f64 {
    time.as_nanos() as f64 / 1e9
}

fn text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        '"', '\\', '\n', '\r', '\0', '\t', '\u{85}', '\u{2028}', '{', '}', ',', '=', '#', ' ',
    ]);
    let character = prop_oneof![any::<char>(), odd];
    prop::collection::vec(character, 0..20).prop_map(|characters| characters.into_iter().collect())
}

fn float() -> impl Strategy<Value = f64> {
    let odd = vec![
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        0.0,
        -0.0,
        5e-324,
        f64::MAX,
        1e-5,
        1e6,
        1e21,
        0.1 + 0.2,
    ];
    prop_oneof![prop::num::f64::ANY, -1e7..1e7_f64, prop::sample::select(odd)]
}

fn event() -> impl Strategy<Value = Event> {
    let phase = || any::<bool>().prop_map(|running| if running { Phase::Running } else { Phase::Starting });
    let number = || prop_oneof![any::<u64>(), Just((1 << 53) + 1), 0..100_u64];
    let nanos = prop_oneof![0..10_000_000_000_u64, Just(250_000_000), Just(250_000_001), Just(2_500_000_000)];
    let long = (100..130_usize).prop_map(|len| "\u{1F980}".repeat(len));
    prop_oneof![
        (any::<bool>(), number()).prop_map(|(label, amount)| Event::Thing(label, amount)),
        float().prop_map(Event::Amount),
        (phase(), float()).prop_map(|(phase, value)| Event::Level(phase, value)),
        any::<i64>().prop_map(Event::Whole),
        Just(Event::Opened),
        float().prop_map(Event::Size),
        float().prop_map(Event::Change),
        (nanos, prop_oneof![text(), long])
            .prop_map(|(nanos, trace)| Event::Wait(Duration::from_nanos(nanos), trace)),
        number().prop_map(Event::Items),
        phase().prop_map(Event::Phase),
        text().prop_map(Event::Region),
    ]
}

/// Leaves some of them for the judges: not those with a quote in an exemplar, which the Python client takes for the end
/// of the label.
fn keep(registry: &Registry, events: &[&[Event]]) {
    const KEPT: usize = 40;
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let has_quote = |event: &Event| matches!(event, Event::Wait(_, trace) if trace.contains('"'));
    if events.iter().copied().flatten().any(has_quote) {
        return;
    }
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    if number < KEPT {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("expositions");
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(format!("random-{number:02}"));
        fs::write(path.with_extension("om"), registry.to_text(Format::OpenMetrics)).unwrap();
        fs::write(path.with_extension("prom"), registry.to_text(Format::Text)).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn what_is_exposed_is_what_was_recorded(
        one in prop::collection::vec(event(), 0..60),
        other in prop::collection::vec(event(), 0..20),
        label in text().prop_filter("no label at all", |label| !label.is_empty()),
        created in any::<bool>(),
    ) {
        let registry = Registry::new();
        registry.expose_created(created);
        let (first, second) = (label.as_str(), format!("{label}2"));
        for (label, events) in [(first, &one), (&second, &other)] {
            let set = Arc::new(Set::new());
            registry.register_instance(&[("r_x", label)], Arc::clone(&set)).unwrap();
            for event in events {
                event.record(&set);
            }
        }
        for format in [Format::Text, Format::OpenMetrics] {
            let text = registry.to_text(format);
            let exposition = parse(&text, format).unwrap_or_else(|error| panic!("{error}\n{text}"));
            let models = [model(&one, format), model(&other, format)];
            says(&exposition, &[("r_x", first)], &models[0]);
            says(&exposition, &[("r_x", &second)], &models[1]);
            let samples = exposition.samples().filter(|sample| !sample.name.ends_with("_created")).count();
            prop_assert_eq!(samples, models[0].len() + models[1].len());
            if format == Format::OpenMetrics {
                has_exemplars(&exposition, first, &one);
                let with_created = exposition.samples().any(|sample| sample.name.ends_with("_created"));
                prop_assert_eq!(with_created, created);
            }
        }
        keep(&registry, &[&one, &other]);
    }
}
