//! Registries: names that do not clash, instances side by side, and callbacks that misbehave.

use std::panic::Location;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use metrics_core::label::StatusClass;
use metrics_core::{
    Counter, CounterFn, Format, Gauge, GaugeFn, Histogram, Info, Label, Metrics, Origin, RegisterError,
    Registry, StateSet, UpDownCounter,
};

#[derive(Metrics)]
#[metrics(prefix = "pool")]
struct Pool {
    /// Connections opened.
    opened: Counter,
    /// Connections in use.
    in_use: Gauge,
}

#[derive(Metrics)]
#[metrics(prefix = "pool")]
struct OtherPool {
    /// Connections opened, differently.
    opened: Counter<StatusClass>,
}

#[derive(Metrics)]
#[metrics(prefix = "app")]
struct App {
    #[metrics(prefix = "primary")]
    primary: Pool,
    #[metrics(prefix = "replica")]
    replica: Pool,
    #[metrics(flatten)]
    pool: Pool,
    /// Requests.
    requests: Counter,
}

fn lines(registry: &Registry, beginning: &str) -> Vec<String> {
    let text = registry.to_text(Format::Text);
    text.lines().filter(|line| line.starts_with(beginning)).map(str::to_owned).collect()
}

#[test]
fn nested_sets_add_their_prefixes() {
    let (registry, app) = (Registry::new(), Arc::new(App::new()));
    registry.register(Arc::clone(&app)).unwrap();
    app.replica.opened.inc();
    app.pool.opened.inc_by(2);
    assert_eq!(
        lines(&registry, "app_"),
        [
            "app_primary_pool_opened_total 0",
            "app_primary_pool_in_use 0",
            "app_replica_pool_opened_total 1",
            "app_replica_pool_in_use 0",
            "app_pool_opened_total 2",
            "app_pool_in_use 0",
            "app_requests_total 0",
        ]
    );
}

/// Its type, and where it is defined and registered.
fn set(origin: &Origin) -> (&'static str, &'static Location<'static>, &'static Location<'static>) {
    let Origin::Set { set, defined, registered } = origin else { panic!("{origin:?}") };
    (set, defined, registered)
}

#[test]
fn a_name_belongs_to_one_metric_and_the_error_shows_both() {
    let registry = Registry::new();
    registry.register(Arc::new(Pool::new())).unwrap();
    let error = registry.register(Arc::new(Pool::new())).unwrap_err();
    let RegisterError::Duplicate { name, first, second } = &error else { panic!("{error:?}") };
    let (first, second) = (set(first), set(second));
    assert_eq!((name.as_str(), first.0, second.0), ("pool_opened", "Pool", "Pool"));
    assert!(first.2.file().ends_with("registry.rs"));
    assert_eq!(second.2.line(), first.2.line() + 1);
    let text = error.to_string();
    for place in [first.1, first.2, second.2] {
        assert!(text.contains(&place.to_string()), "{text}");
    }
    let error = registry.register(Arc::new(OtherPool::new())).unwrap_err();
    assert!(matches!(error, RegisterError::Mismatch { .. }), "{error}");
    assert_eq!(lines(&registry, "pool_").len(), 2, "nothing of a refused set is exposed");
}

#[test]
fn instances_of_one_set_stand_side_by_side() {
    let registry = Registry::builder().prefix("x").label("zone", "1").build().unwrap();
    let pools = ["main", "audit"].map(|name| {
        let pool = Arc::new(Pool::new());
        registry.register_instance(&[("pool", name)], Arc::clone(&pool)).unwrap();
        pool
    });
    pools[1].opened.inc();
    let text = registry.to_text(Format::Text);
    assert!(text.starts_with(
        "# HELP x_pool_opened_total Connections opened.\n# TYPE x_pool_opened_total counter\n\
         x_pool_opened_total{zone=\"1\",pool=\"main\"} 0\nx_pool_opened_total{zone=\"1\",pool=\"audit\"} 1\n"
    ));
    assert_eq!(text.matches("# TYPE x_pool_opened_total").count(), 1);
    let again = registry.register_instance(&[("pool", "main")], Arc::new(Pool::new()));
    assert!(matches!(again, Err(RegisterError::Duplicate { .. })));
    assert!(registry.unregister(&*pools[0]));
    assert!(!registry.unregister(&*pools[0]));
    let rest = lines(&registry, "x_pool_opened_total");
    assert_eq!(rest, ["x_pool_opened_total{zone=\"1\",pool=\"audit\"} 1"]);
    assert_eq!(Arc::strong_count(&pools[0]), 1, "the registry let go of it");
}

#[test]
fn labels_of_instances_are_checked() {
    let registry = Registry::new();
    let bad = [&[("le", "1")][..], &[("__x", "1")], &[("a b", "1")], &[("a", "")], &[("a", "1"), ("a", "2")]];
    for labels in bad {
        let refused = registry.register_instance(labels, Arc::new(Pool::new()));
        assert!(matches!(refused, Err(RegisterError::Label { .. })), "{labels:?}");
    }
    let refused = registry.register_instance(&[("status", "x")], Arc::new(OtherPool::new())).unwrap_err();
    assert!(matches!(refused, RegisterError::LabelTaken { .. }), "the metric has a label of that name");
    assert!(refused.to_string().contains(concat!("`OtherPool` (defined at ", file!(), ":")), "{refused}");
    assert!(Registry::builder().prefix("Shop").build().is_err());
    assert_eq!(registry.to_text(Format::Text), "");
}

#[test]
fn registries_do_not_know_of_each_other() {
    let (one, other) = (Registry::new(), Registry::new());
    let (first, second) = (Arc::new(Pool::new()), Arc::new(Pool::new()));
    one.register(Arc::clone(&first)).unwrap();
    other.register(Arc::clone(&second)).unwrap();
    first.opened.inc();
    assert_eq!((first.opened.value(), second.opened.value()), (1, 0));
    assert_eq!(lines(&other, "pool_opened"), ["pool_opened_total 0"]);
}

#[derive(Metrics)]
struct Callbacks {
    /// Fine.
    fine: GaugeFn,
    /// Panics.
    panics: GaugeFn,
    /// Scrapes.
    scrapes: GaugeFn,
    /// Registers.
    registers: GaugeFn,
    /// By class.
    by_class: GaugeFn<StatusClass, i64>,
}

#[test]
fn a_callback_that_misbehaves_costs_its_own_metric() {
    static REGISTRY: OnceLock<Registry> = OnceLock::new();
    let registry = REGISTRY.get_or_init(Registry::new);
    let (set, pool) = (Arc::new(Callbacks::new()), Arc::new(Pool::new()));
    registry.register(Arc::clone(&set)).unwrap();
    registry.register(Arc::clone(&pool)).unwrap();
    pool.in_use.set(3.0);
    assert!(lines(registry, "fine").is_empty(), "nobody can be asked yet");
    set.fine.read_from(|| 1.0);
    set.panics.read_from(|| panic!("on purpose"));
    // A scrape within a scrape reads everything but callbacks: they would ask themselves for ever.
    set.scrapes.read_from(|| registry.snapshot().value("pool_in_use", &[]).unwrap_or(-1.0));
    set.registers.read_from(|| f64::from(u8::from(registry.register(Arc::new(App::new())).is_ok())));
    set.by_class.read_each(|class| if matches!(class, StatusClass::Success) { 7 } else { 0 });
    for registered in ["1", "0"] {
        let text = registry.to_text(Format::Text);
        for line in ["fine 1", "scrapes 3", &format!("registers {registered}"), "by_class{status=\"2xx\"} 7"]
        {
            assert!(text.contains(&format!("\n{line}\n")), "{line} is not in {text}");
        }
        assert!(!text.contains("panics"));
    }
}

#[derive(Metrics)]
struct Latency {
    /// Latency.
    latency: Histogram<StatusClass, Duration>,
}

#[test]
fn every_series_is_there_before_its_first_event() {
    let registry = Registry::new();
    registry.register(Arc::new(Latency::new())).unwrap();
    let series = <Latency as Metrics>::SCHEMA.series();
    assert_eq!(series, 6 * (11 + 3), "the constant counts what is exposed");
    assert_eq!(lines(&registry, "latency_seconds").len(), series);
}

#[derive(Clone, Copy, Label)]
#[label(name = "color")]
enum Warm {
    Red,
    Yellow,
    Orange,
}

#[derive(Clone, Copy, Label)]
#[label(name = "color")]
enum Cold {
    Blue,
    Cyan,
}

#[derive(Metrics)]
struct WarmThings {
    /// Things.
    things: Counter<Warm>,
}

#[derive(Metrics)]
struct ColdThings {
    /// Things.
    #[metric(touched_only)]
    things: Counter<Cold>,
}

#[test]
fn each_metric_of_a_family_has_its_own_label_values() {
    let registry = Registry::new();
    let cold = Arc::new(ColdThings::new());
    registry.register_instance(&[("of", "cold")], Arc::clone(&cold)).unwrap();
    registry.register_instance(&[("of", "warm")], Arc::new(WarmThings::new())).unwrap();
    cold.things.with(Cold::Cyan).inc();
    let expected = [
        r#"things_total{of="cold",color="cyan"} 1"#,
        r#"things_total{of="warm",color="red"} 0"#,
        r#"things_total{of="warm",color="yellow"} 0"#,
        r#"things_total{of="warm",color="orange"} 0"#,
    ];
    assert_eq!(lines(&registry, "things"), expected);
    assert_eq!(registry.snapshot().value("things_total", &[("color", "cyan"), ("of", "cold")]), Some(1.0));
}

#[test]
fn the_same_labels_in_another_order_are_the_same_series() {
    let registry = Registry::new();
    registry.register_instance(&[("a", "1"), ("b", "2")], Arc::new(Pool::new())).unwrap();
    let again = registry.register_instance(&[("b", "2"), ("a", "1")], Arc::new(Pool::new()));
    assert!(matches!(again, Err(RegisterError::Duplicate { .. })));
}

#[derive(Metrics)]
struct Odd {
    /// The state, whose label is named like the metric.
    phase: StateSet<Warm>,
    /// All the time there was.
    seconds: Counter<(), Duration>,
    /// What a function counts.
    counted: CounterFn<(), f64>,
    /// Only what was touched.
    #[metric(touched_only)]
    in_use: UpDownCounter<Cold>,
    /// The program.
    #[metric(info(version = "1", region))]
    build: Info,
}

#[test]
fn a_label_of_an_instance_is_not_the_one_of_a_state_set() {
    let registry = Registry::new();
    let taken = registry.register_instance(&[("phase", "x")], Arc::new(Odd::new()));
    assert!(matches!(taken, Err(RegisterError::LabelTaken { .. })));
    registry.register_instance(&[("color", "x")], Arc::new(OnlyPhase::new())).unwrap();
    assert_eq!(lines(&registry, "phase")[0], r#"phase{color="x",phase="red"} 1"#);
}

#[derive(Metrics)]
struct OnlyPhase {
    /// The state.
    phase: StateSet<Warm>,
}

#[test]
fn odd_metrics_do_not_cost_the_scrape() {
    let (registry, odd) = (Registry::new(), Arc::new(Odd::new()));
    registry.register(Arc::clone(&odd)).unwrap();
    odd.build.set("region", "").unwrap();
    odd.in_use.with(Cold::Blue).inc();
    odd.in_use.with(Cold::Blue).dec();
    for (value, exposed) in [(f64::NAN, 0), (-1.0, 0), (f64::INFINITY, 0), (2.5, 1)] {
        odd.counted.read_from(move || value);
        assert_eq!(lines(&registry, "counted_total").len(), exposed, "{value}");
    }
    assert_eq!(lines(&registry, "in_use"), [r#"in_use{color="blue"} 0"#]);
    assert_eq!(lines(&registry, "build_info"), [r#"build_info{version="1"} 1"#]);
    let text = registry.to_text(Format::OpenMetrics);
    assert!(!text.contains("# UNIT seconds"), "a name is more than its unit");
}

#[test]
fn an_old_callback_is_dropped_where_it_can_scrape() {
    struct Scrapes(&'static Registry);
    impl Drop for Scrapes {
        fn drop(&mut self) {
            let _ = self.0.snapshot();
        }
    }
    static REGISTRY: OnceLock<Registry> = OnceLock::new();
    let registry = REGISTRY.get_or_init(Registry::new);
    let set = Arc::new(Callbacks::new());
    registry.register(Arc::clone(&set)).unwrap();
    let held = Scrapes(registry);
    set.fine.read_from(move || f64::from(u8::from(std::ptr::eq(held.0, registry))));
    set.fine.read_from(|| 2.0);
    assert_eq!(registry.snapshot().value("fine", &[]), Some(2.0));
}

#[test]
fn thousands_of_instances_are_registered_in_no_time_worth_mentioning() {
    let time = |registry: &Registry, from: u32, to: u32| {
        let start = Instant::now();
        for number in from..to {
            registry.register_instance(&[("n", &number.to_string())], Arc::new(Pool::new())).unwrap();
        }
        start.elapsed()
    };
    // The machine may be busy with something else, but not each time in the later part only.
    let linear = (0..5).any(|_| {
        let registry = Registry::new();
        let (first, _) = (time(&registry, 0, 1000), time(&registry, 1000, 4000));
        time(&registry, 4000, 5000) < first * 8
    });
    assert!(linear, "registering another thousand takes ever longer");
}
