//! The programs of `tests/ui/set`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod enum_as_set {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
        /// Payments received.
        payments: Counter,
    }
}

mod field_is_no_metric {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
        #[metric(skip)]
        stock: u64,
    }

    pub fn main() {
        Shop::new().orders.inc();
    }
}

mod info_without_labels {
    use metrics_core::{Counter, Info, Metrics};

    #[derive(Metrics)]
    struct About {
        /// The running program.
        #[metric(info(version = "1.2"))]
        build: Info,
        /// Starts of the program.
        starts: Counter,
    }
}

mod missing_in_static {
    use metrics_core::{Counter, Metrics, register};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
        /// Orders by customer.
        by_customer: Counter<bool>,
    }

    #[register]
    static SHOP: Shop = Shop::new();

    pub fn main() {
        SHOP.orders.inc();
    }
}

mod several_and_no_metric {
    use metrics_core::label::HttpMethod;
    use metrics_core::{Counter, Gauge, Metrics};

    #[derive(Metrics)]
    #[metrics(prefix = "shop")]
    struct Shop {
        /// Orders processed.
        orders: Counter,
        /// Refunds being made.
        refunds: Gauge,
        /// Time spent waiting.
        wait_seconds: Gauge,
        /// Customers, by how they came and whether they are new.
        customers: Counter<(HttpMethod, bool)>,
    }
}

mod several_in_static {
    use metrics_core::label::HttpMethod;
    use metrics_core::{Counter, Gauge, Histogram, Metrics, register};

    #[derive(Metrics)]
    #[metrics(prefix = "shop", max_series = 100)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
        /// Age of the cart.
        #[metric(unit = "seconds")]
        cart_age: Gauge,
        /// Items of an order.
        #[metric(buckets = [1, 5])]
        items: Histogram,
        /// Size of the receipt.
        #[metric(unit = "bytes", buckets = linear(100, 100, 10))]
        receipt: Histogram,
        /// Time to pay.
        payment_seconds: Gauge,
        /// Orders, by whether they are gifts and whether they are returned.
        given: Counter<(HttpMethod, bool)>,
    }

    #[register]
    static SHOP: Shop = Shop::new();

    pub fn main() {
        SHOP.orders.inc();
    }
}

mod skipped_without_default {
    use metrics_core::{Counter, Metrics};

    struct Connection;

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
        #[metric(skip = Connection)]
        connection: Connection,
    }
}

mod tuple_struct {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
    }

    pub fn main() {
        Shop::new().orders.inc();
    }
}

mod value_type {
    use metrics_core::{Counter, Gauge, Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter<(), u64>,
        /// Orders waiting.
        waiting: Gauge<(), i64>,
        /// Items of an order.
        #[metric(buckets = [1, 10, 100])]
        items: Histogram<(), u64>,
    }
}

fn main() {
    field_is_no_metric::main();
    missing_in_static::main();
    several_in_static::main();
    tuple_struct::main();
}
