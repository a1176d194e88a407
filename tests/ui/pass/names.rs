//! The programs of `tests/ui/names`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod bucket {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Pump {
        /// Buckets filled.
        water_buckets: Counter,
    }
}

mod camel_case {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        #[metric(name = "orders_processed")]
        orders: Counter,
    }
}

mod colon {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        #[metric(name = "shop_orders")]
        orders: Counter,
    }
}

mod count {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
    }
}

mod created {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders created.
        new_orders: Counter,
    }
}

mod digit_first {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Answers that say that something does not exist.
        #[metric(name = "not_found")]
        not_found: Counter,
    }
}

mod dot {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        #[metric(name = "shop_orders")]
        orders: Counter,
    }
}

mod empty {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
    }
}

mod from_constant {
    use metrics_core::{Counter, Metrics};

    mod names {
        pub const ORDERS: &str = "orders";
    }

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        #[metric(name = names::ORDERS)]
        orders: Counter,
    }
}

mod info_on_gauge {
    use metrics_core::{Info, Metrics};

    #[derive(Metrics)]
    struct About {
        /// The running program.
        #[metric(info(version = "1.2"))]
        build_info: Info,
    }
}

mod nested_prefix {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Http {
        /// Requests answered.
        requests: Counter,
    }

    #[derive(Metrics)]
    struct Shop {
        #[metrics(prefix = "http")]
        http: Http,
    }
}

mod not_ascii {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        #[metric(name = "orders")]
        orders: Counter,
    }
}

mod only_a_suffix {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Everything.
        orders: Counter,
    }
}

mod prefix {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    #[metrics(prefix = "my_shop")]
    struct Shop {
        /// Orders processed.
        orders: Counter,
    }
}

mod sum {
    use metrics_core::{Gauge, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// What all orders in the queue are worth.
        order_worth: Gauge,
    }
}

mod total_on_gauge {
    use metrics_core::{Gauge, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders waiting.
        orders: Gauge,
    }
}

mod total_on_histogram {
    use metrics_core::{Histogram, Metrics};
    use std::time::Duration;

    #[derive(Metrics)]
    struct Shop {
        /// Time to pay.
        #[metric(name = "payment")]
        payment: Histogram<(), Duration>,
    }
}

fn main() {}
