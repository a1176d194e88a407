//! The programs of `tests/ui/budget`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod beyond_usize {
    use metrics_core::{Bounded, Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    struct User(Bounded<9>);

    #[derive(Clone, Copy, Label)]
    struct Order(Bounded<9>);

    #[derive(Clone, Copy, Label)]
    struct Session(Bounded<9>);

    #[derive(Metrics)]
    struct Shop {
        /// Clicks.
        clicks: Counter<(User, Order, Session)>,
    }
}

mod buckets {
    use metrics_core::{Bounded, Histogram, Label, Metrics};
    use std::time::Duration;

    #[derive(Clone, Copy, Label)]
    struct Tenant(Bounded<999>);

    #[derive(Metrics)]
    struct Server {
        /// Time to answer, by tenant.
        #[metric(max_series = 14_000)]
        latency: Histogram<Tenant, Duration>,
    }
}

mod nested_set {
    use metrics_core::label::{HttpMethod, StatusClass};
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Http {
        /// Requests answered.
        requests: Counter<(HttpMethod, StatusClass)>,
    }

    #[derive(Metrics)]
    #[metrics(max_series = 120)]
    struct Server {
        #[metrics(prefix = "internal")]
        internal: Http,
        #[metrics(prefix = "external")]
        external: Http,
    }
}

mod none {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Server {
        /// Requests answered.
        #[metric(max_series = 1)]
        requests: Counter,
    }
}

mod not_a_number {
    use metrics_core::{Counter, Metrics};

    const LIMIT: usize = 1000;

    #[derive(Metrics)]
    #[metrics(max_series = 100)]
    struct Server {
        /// Requests answered.
        #[metric(max_series = 1)]
        requests: Counter,
        /// Requests refused.
        #[metric(max_series = LIMIT)]
        refused: Counter,
    }
}

mod own_limit {
    use metrics_core::label::{HttpMethod, StatusClass};
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Server {
        /// Requests answered, by method and status.
        #[metric(max_series = 60)]
        requests: Counter<(HttpMethod, StatusClass)>,
    }
}

mod product {
    use metrics_core::{Bounded, Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        Post,
        Put,
        Delete,
    }

    #[derive(Clone, Copy, Label)]
    enum Status {
        Informational,
        Success,
        Redirection,
        ClientError,
        ServerError,
    }

    #[derive(Clone, Copy, Label)]
    struct Route(Bounded<499>);

    #[derive(Metrics)]
    struct Server {
        /// Requests answered, by method, status and route.
        requests: Counter<(Method, Status, Route)>,
    }
}

mod set {
    use metrics_core::label::{HttpMethod, StatusClass};
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    #[metrics(max_series = 130)]
    struct Server {
        /// Requests answered.
        requests: Counter<(HttpMethod, StatusClass)>,
        /// Requests refused.
        refused: Counter<HttpMethod>,
        /// Requests retried.
        retried: Counter<(HttpMethod, StatusClass)>,
    }
}

fn main() {}
