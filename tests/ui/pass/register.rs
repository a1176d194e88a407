//! The programs of `tests/ui/register`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod no_set {
    use metrics_core::{Gauge, Metrics, register};

    #[derive(Metrics)]
    struct Limits {
        /// The greatest number of orders.
        orders: Gauge,
    }

    #[register]
    static LIMITS: Limits = Limits::new();
}

mod name_of_server {
    use metrics_core::{Counter, Metrics, register};

    #[derive(Metrics)]
    #[metrics(prefix = "scraper")]
    struct Scrape {
        /// Pages read.
        pages: Counter,
    }

    #[register]
    static SCRAPE: Scrape = Scrape::new();
}

mod not_constant {
    use metrics_core::{Counter, Metrics, register};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
        #[metric(skip = Vec::new())]
        names: Vec<String>,
    }

    #[register]
    static SHOP: Shop = Shop::new();

    pub fn main() {
        SHOP.orders.inc();
    }
}

mod on_constant {
    use metrics_core::{Counter, Metrics, register};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
    }

    #[register]
    static SHOP: Shop = Shop::new();

    pub fn main() {
        SHOP.orders.inc();
    }
}

mod on_function {
    use metrics_core::track_metrics;

    #[track_metrics]
    fn shop() {}

    pub fn main() {
        shop();
    }
}

mod on_struct {
    use metrics_core::{Counter, Metrics, register};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
    }

    #[register]
    static SHOP: Shop = Shop::new();

    pub fn main() {
        SHOP.orders.inc();
    }
}

mod set_without_derive {
    use metrics_core::{Counter, Metrics, Registry};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
    }

    fn add(shop: &'static Shop) {
        let _ = Registry::global().register(shop);
    }
}

mod static_mut {
    use metrics_core::{Counter, Metrics, register};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
    }

    #[register]
    static SHOP: Shop = Shop::new();
}

mod unknown_argument {
    use metrics_core::{Counter, Metrics, register};

    #[derive(Metrics)]
    #[metrics(prefix = "shop")]
    struct Shop {
        /// Orders processed.
        orders: Counter,
    }

    #[register]
    static SHOP: Shop = Shop::new();

    pub fn main() {
        SHOP.orders.inc();
    }
}

fn main() {
    not_constant::main();
    on_constant::main();
    on_function::main();
    on_struct::main();
    unknown_argument::main();
}
