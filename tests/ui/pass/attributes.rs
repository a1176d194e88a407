//! The programs of `tests/ui/attributes`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod flatten_and_prefix {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Http {
        /// Requests answered.
        requests: Counter,
    }

    #[derive(Metrics)]
    struct Server {
        #[metrics(prefix = "http")]
        http: Http,
    }
}

mod key_of_another_place {
    use metrics_core::{Counter, Metrics, label::HttpMethod};

    #[derive(Metrics)]
    #[metrics(prefix = "shop")]
    struct Shop {
        /// Orders processed.
        #[metric(unit = "bytes")]
        orders: Counter<HttpMethod>,
    }
}

mod labels_on_field {
    use metrics_core::{Label, LabelSet};

    #[derive(Clone, Copy, Label)]
    enum Zone {
        East,
        West,
    }

    #[derive(Clone, Copy, LabelSet)]
    struct Route {
        #[label(rename = "source")]
        from: Zone,
        #[label(rename = "target")]
        to: Zone,
    }
}

mod malformed {
    use metrics_core::{Counter, Gauge, Metrics};

    #[derive(Metrics)]
    #[metrics(prefix = "shop")]
    struct Shop {
        /// Orders processed.
        #[metric(name = "orders")]
        orders: Counter,
        /// Orders waiting.
        #[metric(name = "queue_length")]
        queue_depth: Gauge,
        /// Size of the cart.
        #[metric(unit = "bytes")]
        cart: Gauge,
        /// Items in the cart.
        #[metric(unit = "items", name = "cart_items")]
        items: Gauge,
        /// Carts that were left behind.
        #[metric(name = "carts_left")]
        left: Counter,
    }
}

mod metric_on_label {
    use metrics_core::{Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    #[label(name = "method")]
    enum Method {
        Get,
        Post,
    }

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        #[metric(name = "orders")]
        orders: Counter<Method>,
    }
}

mod metric_on_struct {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    #[metrics(prefix = "shop")]
    struct Shop {
        /// Orders processed.
        orders: Counter,
    }
}

mod metrics_on_metric {
    use metrics_core::{Gauge, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Size of the cart.
        #[metric(unit = "bytes")]
        cart: Gauge,
    }
}

mod misspelt_key {
    use metrics_core::{Counter, Gauge, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    #[label(rename_all = "UPPERCASE")]
    enum Method {
        Get,
        Post,
    }

    #[derive(Metrics)]
    #[metrics(prefix = "shop")]
    struct Shop {
        /// Orders processed.
        orders: Counter<Method>,
        /// Size of the cart.
        #[metric(unit = "bytes")]
        cart: Gauge,
    }
}

mod nested_keys {
    use metrics_core::{Info, Metrics};

    #[derive(Metrics)]
    struct About {
        /// The running program.
        #[metric(info(version = "1.2"))]
        build: Info,
        /// Where it runs.
        #[metric(info(region))]
        place: Info,
        /// Where it runs, exactly.
        #[metric(info(region, zone))]
        exactly: Info,
    }
}

mod quoted_crate {
    use metrics_core::{Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    #[label(crate = ::metrics_core)]
    enum Method {
        Get,
        Post,
    }

    #[derive(Metrics)]
    #[metrics(crate = ::metrics_core)]
    struct Shop {
        /// Orders processed.
        orders: Counter<Method>,
    }
}

mod relative_crate {
    use metrics_core::{Counter, Label, LabelSet, Metrics, register, track_metrics};

    #[derive(Clone, Copy, Label)]
    #[label(crate = ::metrics_core)]
    enum Method {
        Get,
        Post,
    }

    #[derive(Clone, Copy, LabelSet)]
    #[labels(crate = ::metrics_core)]
    struct Request {
        method: Method,
    }

    #[derive(Metrics)]
    #[metrics(crate = ::metrics_core)]
    struct Shop {
        /// Orders processed.
        orders: Counter<Request>,
    }

    #[register(crate = ::metrics_core)]
    static SHOP: Shop = Shop::new();

    #[track_metrics(crate = ::metrics_core)]
    fn order() {
        SHOP.orders.with(Request { method: Method::Get }).inc();
    }

    pub fn main() {
        order();
    }
}

mod repeated_attribute {
    use metrics_core::{Gauge, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    #[label(name = "method")]
    enum Method {
        Get,
        #[label(rename = "post")]
        Post,
    }

    #[derive(Metrics)]
    struct Shop {
        /// Size of the cart.
        #[metric(name = "cart_size")]
        #[metric(unit = "bytes")]
        cart: Gauge,
    }
}

mod repeated_key {
    use metrics_core::{Gauge, Metrics};

    #[derive(Metrics)]
    #[metrics(prefix = "shop")]
    struct Shop {
        /// Size of the cart.
        #[metric(unit = "bytes", name = "cart_size")]
        cart: Gauge,
    }
}

mod several_mistakes {
    use metrics_core::{Counter, Gauge, Histogram, Label, LabelSet, Metrics};

    #[derive(Clone, Copy, Label)]
    #[label(name = "http_method")]
    enum Method {
        Get,
        Custom,
        #[label(rename = "fetch")]
        Fetch,
    }

    #[derive(Clone, Copy, LabelSet)]
    struct Order {
        method: Method,
        #[label(rename = "cached")]
        hit: bool,
    }

    #[derive(Metrics)]
    #[metrics(prefix = "shop")]
    struct Shop {
        /// Orders processed.
        orders: Counter<Order>,
        /// Size of the cart.
        #[metric(unit = "bytes")]
        cart: Gauge,
        /// Items of an order.
        #[metric(buckets = [1, 5])]
        items: Histogram,
        /// Time to pay.
        payment_seconds: Gauge,
        /// Size of the receipt.
        #[metric(unit = "bytes")]
        receipt: Gauge,
    }

    pub fn main() {
        Shop::new().orders.with(Order { method: Method::Get, hit: true }).inc();
    }
}

mod skip_with_name {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
        #[metric(skip)]
        cache: Vec<u8>,
    }
}

mod unknown_key {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    #[metrics(prefix = "shop")]
    struct Shop {
        /// Orders processed.
        orders: Counter,
    }

    pub fn main() {
        Shop::new().orders.inc();
    }
}

mod unquoted {
    use metrics_core::{Gauge, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Size of the cart.
        #[metric(unit = "bytes")]
        cart: Gauge,
    }
}

mod without_list {
    use metrics_core::{Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    #[label(name = "method")]
    enum Method {
        Get,
        Post,
    }

    #[derive(Metrics)]
    #[metrics(prefix = "shop")]
    struct Shop {
        /// Orders processed.
        #[metric(name = "orders")]
        orders: Counter<Method>,
    }
}

mod wrong_value {
    use metrics_core::{Counter, Gauge, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    #[label(name = "m")]
    enum Method {
        Get,
        #[label(rename = "5")]
        Post,
        #[label(other)]
        Other,
    }

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        #[metric(name = "five")]
        orders: Counter<Method>,
        /// Orders waiting.
        #[metric(touched_only)]
        queue_depth: Gauge,
    }
}

fn main() {
    relative_crate::main();
    several_mistakes::main();
    unknown_key::main();
}
