//! The programs of `tests/ui/nesting`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod described_as_metric {
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

mod metric_as_set {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Server {
        /// Requests answered.
        requests: Counter,
    }
}

mod mistake_in_nested {
    use metrics_core::{Counter, Metrics, register};

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

    #[register]
    static SERVER: Server = Server::new();

    pub fn main() {
        SERVER.http.requests.inc();
    }
}

mod set_without_derive {
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

mod unmarked {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Http {
        /// Requests answered.
        requests: Counter,
    }

    #[derive(Metrics)]
    struct Server {
        #[metrics(flatten)]
        http: Http,
    }
}

fn main() {
    mistake_in_nested::main();
}
