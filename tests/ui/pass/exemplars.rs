//! The programs of `tests/ui/exemplars`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod as_a_key {
    use metrics_core::{Histogram, Metrics, WithExemplars};

    #[derive(Metrics)]
    struct Shop {
        /// Payment round trip.
        payment_duration: WithExemplars<Histogram<(), std::time::Duration>>,
    }
}

mod not_in_the_type {
    use metrics_core::{Histogram, Metrics, WithExemplars};
    use std::time::Duration;

    #[derive(Metrics)]
    struct Shop {
        /// Payment round trip.
        payment_duration: WithExemplars<Histogram<(), Duration>>,
    }

    pub fn main() {
        let trace = [("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736")];
        Shop::new().payment_duration.observe_with_exemplar(Duration::from_millis(250), trace);
    }
}

mod of_a_gauge {
    use metrics_core::{Counter, Metrics, WithExemplars};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: WithExemplars<Counter>,
    }
}

fn main() {
    not_in_the_type::main();
}
