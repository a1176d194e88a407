//! A registry over other registries: what they have is exposed once, with labels, and what clashes is refused or left
//! out.

use std::sync::{Arc, Barrier};
use std::thread;

use metrics_core::{Counter, Format, Gauge, GaugeRows, Metrics, RegisterError, Registry, track_metrics};

#[derive(Metrics)]
struct Jobs {
    /// Jobs done.
    jobs: Counter,
}

#[derive(Metrics)]
struct OtherJobs {
    /// Jobs, differently.
    jobs: Gauge,
}

#[derive(Metrics)]
struct Tables {
    /// Size on disk.
    #[metric(rows(table), max_rows = 5)]
    size: GaugeRows<1>,
}

fn below(above: &Registry, plugin: &str) -> (Arc<Registry>, Arc<Jobs>) {
    let (registry, jobs) = (Arc::new(Registry::new()), Arc::new(Jobs::new()));
    registry.register(Arc::clone(&jobs)).unwrap();
    above.register_registry(&[("plugin", plugin)], Arc::clone(&registry)).unwrap();
    (registry, jobs)
}

fn lines(registry: &Registry) -> Vec<String> {
    let text = registry.to_text(Format::Text);
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn families_of_one_name_are_one_family() {
    let above = Registry::builder().prefix("x").label("zone", "1").build().unwrap();
    let (_mail, jobs) = below(&above, "mail");
    let (reports, _) = below(&above, "reports");
    above.register(Arc::new(Jobs::new())).unwrap();
    jobs.jobs.inc();
    let expected = [
        r#"x_jobs_total{zone="1"} 0"#,
        r#"x_jobs_total{zone="1",plugin="mail"} 1"#,
        r#"x_jobs_total{zone="1",plugin="reports"} 0"#,
    ];
    assert_eq!(lines(&above), expected);
    assert_eq!(above.to_text(Format::Text).matches("# TYPE").count(), 1);
    assert_eq!(lines(&reports), ["jobs_total 0"], "it is as it was");
    assert!(above.unregister_registry(&reports));
    assert!(!above.unregister_registry(&reports));
    assert_eq!(lines(&above), expected[..2]);
}

#[test]
fn what_is_registered_later_is_exposed_too() {
    let above = Registry::new();
    let (mail, jobs) = below(&above, "mail");
    assert_eq!(lines(&above).len(), 1);
    mail.register_collector("tables", || {
        let mut tables = Tables::new();
        tables.size.push(["orders"], 8.0);
        Ok(tables)
    })
    .unwrap();
    assert_eq!(lines(&above)[1], r#"size{plugin="mail",table="orders"} 8"#);
    assert_eq!(above.collectors()[0].runs, 1);
    assert!(mail.unregister(&*jobs));
    assert_eq!(lines(&above).len(), 1);
}

#[test]
fn what_clashes_is_refused_or_left_out() {
    let (above, other) = (Registry::new(), Arc::new(Registry::new()));
    above.register(Arc::new(Jobs::new())).unwrap();
    other.register(Arc::new(OtherJobs::new())).unwrap();
    let refused = above.register_registry(&[("plugin", "other")], Arc::clone(&other));
    assert!(matches!(refused, Err(RegisterError::Mismatch { .. })), "{refused:?}");
    let late = Arc::new(Registry::new());
    above.register_registry(&[("plugin", "late")], Arc::clone(&late)).unwrap();
    assert_eq!(above.left_out(), []);
    late.register(Arc::new(OtherJobs::new())).unwrap();
    assert_eq!(lines(&above), ["jobs_total 0"]);
    assert!(matches!(above.left_out()[..], [RegisterError::Mismatch { .. }]));
}

#[test]
fn no_registry_exposes_itself() {
    let (one, other) = (Arc::new(Registry::new()), Arc::new(Registry::new()));
    one.register_registry(&[], Arc::clone(&other)).unwrap();
    assert_eq!(one.register_registry(&[], Arc::clone(&one)), Err(RegisterError::Circle));
    assert_eq!(other.register_registry(&[], Arc::clone(&one)), Err(RegisterError::Circle));
}

#[test]
fn registries_that_expose_each_other_at_once_make_no_circle() {
    for _ in 0..200 {
        let (one, other) = (Arc::new(Registry::new()), Arc::new(Registry::new()));
        let both = Barrier::new(2);
        let expose = |above: &Registry, below: &Arc<Registry>| {
            both.wait();
            above.register_registry(&[], Arc::clone(below))
        };
        let results = thread::scope(|scope| {
            let first = scope.spawn(|| expose(&one, &other));
            [expose(&other, &one), first.join().unwrap()]
        });
        assert!(results.contains(&Err(RegisterError::Circle)), "{results:?}");
        assert!(results.contains(&Ok(())), "{results:?}");
    }
}

#[track_metrics]
fn tracked() {}

#[test]
fn a_function_that_is_reached_by_two_ways_is_counted_once() {
    let (above, left, right) = (Registry::new(), Arc::new(Registry::new()), Arc::new(Registry::new()));
    above.register_registry(&[], Arc::clone(&left)).unwrap();
    above.register_registry(&[], Arc::clone(&right)).unwrap();
    left.register_registry(&[], Registry::global()).unwrap();
    let again = left.register_registry(&[], Registry::global());
    assert!(matches!(again, Err(RegisterError::Duplicate { .. })), "{again:?}");
    assert_eq!(above.left_out(), []);
    right.register_registry(&[], Registry::global()).unwrap();
    assert!(matches!(above.left_out()[..], [RegisterError::Duplicate { .. }]), "{:?}", above.left_out());
    tracked();
    let calls = [("function", "tracked"), ("outcome", "ok")];
    assert_eq!(above.snapshot().sum("function_calls_total", &calls), 1.0);
    let by_label = Registry::new();
    by_label.register_registry(&[("way", "a")], Registry::global()).unwrap();
    by_label.register_registry(&[("way", "b")], Registry::global()).unwrap();
    assert_eq!(by_label.snapshot().sum("function_calls_total", &calls), 2.0);
}

#[test]
fn nothing_is_kept_of_a_registry_that_is_exposed_no_longer() {
    let above = Registry::new();
    above.register(Arc::new(Jobs::new())).unwrap();
    let (mail, jobs) = below(&above, "mail");
    mail.register(Arc::new(OtherJobs::new())).unwrap_err();
    let late = Arc::new(Registry::new());
    above.register_registry(&[], Arc::clone(&late)).unwrap();
    late.register(Arc::new(OtherJobs::new())).unwrap();
    assert_eq!(above.left_out().len(), 1);
    assert!(above.unregister_registry(&late) && above.unregister_registry(&mail));
    assert_eq!(above.left_out(), []);
    drop(mail);
    assert_eq!(Arc::strong_count(&jobs), 1);
}
