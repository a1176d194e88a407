//! The programs of `tests/ui/help`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod blank {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
    }
}

mod comment {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
    }
}

mod missing {
    use metrics_core::{Counter, Gauge, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
        /// Orders waiting.
        queue_depth: Gauge,
    }

    pub fn main() {
        Shop::new().orders.inc();
    }
}

fn main() {
    missing::main();
}
