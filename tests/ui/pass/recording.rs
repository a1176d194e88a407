//! The programs of `tests/ui/recording`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod dec_on_counter {
    use metrics_core::{Metrics, UpDownCounter};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: UpDownCounter,
    }

    pub fn main() {
        Shop::new().orders.dec();
    }
}

mod dropped_at_once {
    use metrics_core::{Counter, Histogram, Label, Metrics, UpDownCounter};
    use std::time::Duration;

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        Post,
    }

    #[derive(Metrics)]
    struct Server {
        /// Requests answered, by method.
        requests: Counter<Method>,
        /// Requests being answered.
        in_flight: UpDownCounter,
        /// Time to answer.
        latency: Histogram<(), Duration>,
    }

    pub fn main() {
        let server = Server::new();
        server.requests.with(Method::Get).inc();
        let _in_flight = server.in_flight.track();
        let _timer = server.latency.start_timer();
    }
}

mod inc_on_gauge {
    use metrics_core::{Metrics, UpDownCounter};

    #[derive(Metrics)]
    struct Shop {
        /// Orders being processed.
        in_flight: UpDownCounter,
    }

    pub fn main() {
        Shop::new().in_flight.inc();
    }
}

mod labels_missing {
    use metrics_core::{Counter, Gauge, Histogram, Label, Metrics, UpDownCounter};
    use std::time::Duration;

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        Post,
    }

    #[derive(Metrics)]
    struct Server {
        /// Requests answered, by method.
        requests: Counter<Method>,
        /// Requests being answered, by method.
        in_flight: UpDownCounter<Method>,
        /// Requests waiting, by method.
        waiting: Gauge<Method>,
        /// Time to answer, by method.
        latency: Histogram<Method, Duration>,
    }

    pub fn main() {
        let server = Server::new();
        server.requests.with(Method::Get).inc();
        let _in_flight = server.in_flight.with(Method::Get).track();
        server.waiting.with(Method::Get).set(4.0);
        let _timer = server.latency.with(Method::Get).start_timer();
    }
}

mod labels_not_wanted {
    use metrics_core::{Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        Post,
    }

    #[derive(Metrics)]
    struct Server {
        /// Requests answered.
        requests: Counter,
    }

    pub fn main() {
        Server::new().requests.inc();
    }
}

mod outlived {
    use metrics_core::{Histogram, Metrics};
    use std::time::Duration;

    #[derive(Metrics)]
    struct Server {
        /// Time to answer.
        latency: Histogram<(), Duration>,
    }

    pub fn main() {
        let server = Server::new();
        let timer = server.latency.start_timer();
        timer.stop();
    }
}

mod set_on_gauge_fn {
    use metrics_core::{GaugeFn, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders waiting.
        queue_depth: GaugeFn,
    }

    pub fn main() {
        Shop::new().queue_depth.read_from(|| 4.0);
    }
}

mod set_on_up_down_counter {
    use metrics_core::{Gauge, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders being processed.
        in_flight: Gauge,
    }

    pub fn main() {
        Shop::new().in_flight.set(4.0);
    }
}

mod string_as_label {
    use metrics_core::{Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        #[label(other)]
        Other,
    }

    #[derive(Metrics)]
    struct Server {
        /// Requests answered, by method.
        requests: Counter<Method>,
    }

    pub fn main() {
        Server::new().requests.with(Method::from("GET")).inc();
    }
}

mod swapped_labels {
    use metrics_core::{Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        Post,
    }

    #[derive(Clone, Copy, Label)]
    enum Outcome {
        Success,
        Declined,
    }

    #[derive(Metrics)]
    struct Server {
        /// Requests answered, by method and outcome.
        requests: Counter<(Method, Outcome)>,
    }

    pub fn main() {
        Server::new().requests.with((Method::Get, Outcome::Success)).inc();
    }
}

mod timer_of_bytes {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Size of the receipt.
        #[metric(unit = "bytes", buckets = BYTES)]
        receipt_size: Histogram,
    }

    pub fn main() {
        Shop::new().receipt_size.observe(812.0);
    }
}

mod unknown_label {
    use metrics_core::{Counter, Label, LabelSet, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        Post,
    }

    #[derive(Clone, Copy, LabelSet)]
    struct Request {
        method: Method,
        cached: bool,
    }

    #[derive(Metrics)]
    struct Server {
        /// Requests answered.
        requests: Counter<Request>,
    }

    pub fn main() {
        let server = Server::new();
        server.requests.with(Request { method: Method::Get, cached: true }).inc();
        server.requests.with(Request { method: Method::Get, cached: false }).inc();
        server.requests.with(Request { method: Method::Post, cached: true }).inc();
    }
}

mod wrong_number {
    use metrics_core::{Counter, Gauge, Histogram, Metrics};
    use std::time::Duration;

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter,
        /// Orders waiting.
        queue_depth: Gauge,
        /// Time to pay.
        payment: Histogram<(), Duration>,
    }

    pub fn main() {
        let shop = Shop::new();
        shop.orders.inc_by(1);
        shop.orders.inc_by(5);
        shop.queue_depth.set(4.0);
        shop.payment.observe(Duration::from_millis(250));
    }
}

fn main() {
    dec_on_counter::main();
    dropped_at_once::main();
    inc_on_gauge::main();
    labels_missing::main();
    labels_not_wanted::main();
    outlived::main();
    set_on_gauge_fn::main();
    set_on_up_down_counter::main();
    string_as_label::main();
    swapped_labels::main();
    timer_of_bytes::main();
    unknown_label::main();
    wrong_number::main();
}
