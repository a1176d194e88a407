//! The programs of `tests/ui/duplicates`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod after_suffix {
    use metrics_core::{Counter, Gauge, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
        /// All orders.
        all_orders_total: Counter,
        /// Size of the cart.
        #[metric(unit = "bytes")]
        cart: Gauge,
        /// Size of the cart, again.
        new_cart_bytes: Gauge,
    }
}

mod from_constant {
    use metrics_core::{Counter, Metrics};

    const NAME: &str = "app_orders";

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
        /// Orders that came from the app.
        #[metric(name = NAME)]
        app_orders: Counter,
    }
}

mod in_set {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
        /// Orders that came from the app.
        #[metric(name = "app_orders")]
        app_orders: Counter,
    }
}

mod of_two_types {
    use metrics_core::{Counter, Gauge, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders_total: Counter,
        /// Orders waiting.
        waiting_orders: Gauge,
    }
}

mod one_set_twice {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Http {
        /// Requests answered.
        requests: Counter,
    }

    #[derive(Metrics)]
    struct Server {
        #[metrics(prefix = "internal")]
        internal: Http,
        #[metrics(prefix = "external")]
        external: Http,
    }
}

mod through_flatten {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Http {
        /// Requests answered.
        requests: Counter,
    }

    #[derive(Metrics)]
    struct Server {
        /// Requests of any kind.
        requests: Counter,
        #[metrics(prefix = "http")]
        http: Http,
    }
}

mod through_prefix {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Http {
        /// Requests answered.
        requests: Counter,
    }

    #[derive(Metrics)]
    #[metrics(prefix = "server")]
    struct Server {
        /// Requests over HTTP.
        all_requests: Counter,
        #[metrics(prefix = "http")]
        http: Http,
    }
}

fn main() {}
