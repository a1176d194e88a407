//! The programs of `tests/ui/native`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod buckets_inside {
    use metrics_core::{Histogram, Metrics};
    use std::time::Duration;

    #[derive(Metrics)]
    struct Shop {
        /// Payment round trip.
        #[metric(buckets = [0.1, 1], native(schema = 3))]
        wait: Histogram<(), Duration>,
    }
}

mod growth_of_nothing {
    use metrics_core::{Histogram, Metrics};
    use std::time::Duration;

    #[derive(Metrics)]
    struct Shop {
        /// Payment round trip.
        #[metric(native(growth = 1.05))]
        wait: Histogram<(), Duration>,
    }
}

mod negative_threshold {
    use metrics_core::{Histogram, Metrics};
    use std::time::Duration;

    #[derive(Metrics)]
    struct Shop {
        /// Payment round trip.
        #[metric(native(zero_threshold = 0.001))]
        wait: Histogram<(), Duration>,
    }
}

mod no_buckets {
    use metrics_core::{Histogram, Metrics};
    use std::time::Duration;

    #[derive(Metrics)]
    struct Shop {
        /// Payment round trip.
        #[metric(native(max_buckets = 80))]
        wait: Histogram<(), Duration>,
    }
}

mod of_rows {
    use metrics_core::{HistogramRows, Metrics};
    use std::time::Duration;

    #[derive(Metrics)]
    struct Shop {
        /// Payment round trip.
        #[metric(rows(queue), max_rows = 8, buckets = [0.1, 1])]
        wait: HistogramRows<1, Duration>,
    }
}

mod on_counter {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        #[metric(touched_only)]
        orders: Counter,
    }
}

mod schema_and_growth {
    use metrics_core::{Histogram, Metrics};
    use std::time::Duration;

    #[derive(Metrics)]
    struct Shop {
        /// Payment round trip.
        #[metric(native(growth = 1.1))]
        wait: Histogram<(), Duration>,
    }
}

mod schema_too_fine {
    use metrics_core::{Histogram, Metrics};
    use std::time::Duration;

    #[derive(Metrics)]
    struct Shop {
        /// Payment round trip.
        #[metric(native(schema = 8))]
        wait: Histogram<(), Duration>,
    }
}

mod text {
    use metrics_core::{Histogram, Metrics};
    use std::time::Duration;

    #[derive(Metrics)]
    struct Shop {
        /// Payment round trip.
        #[metric(native(schema = 5))]
        wait: Histogram<(), Duration>,
    }
}

fn main() {}
