//! What is sent as changes.

use super::*;

/// Adding up all that arrived gives what was recorded, whatever did not arrive in between.
#[test]
fn changes_add_up_to_what_was_recorded() {
    let (all, registry) = registered();
    let mut deliveries = Deliveries::new(registry, true);
    let (mut requests, mut count, mut seconds, mut end) = (0, 0, 0.0, 0);
    for round in 0..20 {
        all.requests.with(StatusClass::Success).inc_by(round + 1);
        all.duration.observe(Duration::from_millis(round));
        all.free.set(round as f64);
        let arrives = round % 3 == 0;
        let metrics = deliveries.next(arrives);
        if !arrives {
            continue;
        }
        let sum = sum(&metrics, "all_requests_total");
        assert_eq!(sum.aggregation_temporality, AggregationTemporality::Delta as i32);
        for point in &sum.data_points {
            let Some(AsInt(value)) = point.value else { panic!("{point:?}") };
            requests += value;
            assert!(point.start_time_unix_nano <= point.time_unix_nano);
        }
        let duration = histogram(&metrics, "all_duration_seconds");
        count += duration.count;
        seconds += duration.sum.unwrap();
        assert!(end == 0 || duration.start_time_unix_nano == end, "windows follow one another");
        end = duration.time_unix_nano;
        let Data::Gauge(free) = data(&metrics, "all_free_bytes") else { panic!() };
        assert_eq!(free.data_points[0].value, Some(AsDouble(round as f64)), "a gauge is what it is");
    }
    assert_eq!((requests, count), ((1..=19).sum(), 19), "the last round did not arrive");
    assert!((seconds - 0.171).abs() < 1e-9, "{seconds}");
}

#[test]
fn an_instance_that_takes_the_place_of_another_begins_anew() {
    let (all, registry) = registered();
    let value = |deliveries: &mut Deliveries| {
        let metrics = deliveries.next(true);
        let sum = sum(&metrics, "all_time_seconds_total");
        (sum.data_points[0].value, sum.data_points[0].start_time_unix_nano)
    };
    all.time.inc_by(Duration::from_secs(10));
    let mut deliveries = Deliveries::new(registry, true);
    assert_eq!(value(&mut deliveries).0, Some(AsDouble(10.0)));
    let second = Arc::new(All::new());
    deliveries.registry.unregister(&*all);
    deliveries.registry.register(Arc::clone(&second)).unwrap();
    second.time.inc_by(Duration::from_secs(14));
    assert_eq!(value(&mut deliveries).0, Some(AsDouble(14.0)));
    second.time.inc_by(Duration::from_secs(1));
    assert_eq!(value(&mut deliveries).0, Some(AsDouble(1.0)));
    assert_eq!(value(&mut deliveries).0, Some(AsDouble(0.0)));
}

#[derive(Metrics)]
#[metrics(prefix = "callback")]
struct Callbacks {
    /// What something else counts.
    counted: CounterFn,
}

#[test]
fn a_series_that_is_away_for_a_while_goes_on_where_it_was() {
    let (callbacks, registry) = (Arc::new(Callbacks::new()), Registry::new());
    registry.register(Arc::clone(&callbacks)).unwrap();
    let mut deliveries = Deliveries::new(registry, true);
    let mut read = |count: Option<u64>| {
        callbacks.counted.read_from(move || count.expect("something to read"));
        let metrics = deliveries.next(true);
        let metric = metrics.iter().find(|metric| metric.name == "callback_counted_total")?;
        let Some(Data::Sum(sum)) = &metric.data else { panic!("{metric:?}") };
        let point = &sum.data_points[0];
        Some((point.value.unwrap(), point.start_time_unix_nano, point.time_unix_nano))
    };
    let first = read(Some(100)).unwrap();
    assert_eq!(first.0, AsInt(100));
    assert_eq!(read(None), None, "a callback that panics has no value");
    assert_eq!(read(None), None);
    let last = read(Some(103)).unwrap();
    assert_eq!(last.0, AsInt(3));
    assert_eq!(last.1, first.2, "its time begins where it was delivered last");
    for _ in 0..61 {
        assert_eq!(read(None), None);
    }
    assert_eq!(read(Some(104)).unwrap().0, AsInt(104), "it is not remembered for ever");
}
