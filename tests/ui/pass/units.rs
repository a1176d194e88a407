//! The programs of `tests/ui/units`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod duration_in_bytes {
    use metrics_core::{Histogram, Metrics};
    use std::time::Duration;

    #[derive(Metrics)]
    struct Shop {
        /// Time to pay.
        payment: Histogram<(), Duration>,
    }
}

mod empty {
    use metrics_core::{Gauge, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders waiting.
        orders: Gauge,
    }
}

mod kilobytes {
    use metrics_core::{Gauge, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Memory of the cart.
        #[metric(unit = "bytes")]
        cart: Gauge,
    }
}

mod kilobytes_in_name {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Bytes sent.
        #[metric(name = "sent_bytes_total")]
        sent: Counter,
    }
}

mod milliseconds {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Time to pay.
        #[metric(unit = "seconds", buckets = [0.01, 0.1, 1])]
        payment: Histogram,
    }
}

mod milliseconds_in_name {
    use metrics_core::{Gauge, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Age of the oldest order.
        oldest_order_seconds: Gauge,
    }
}

mod minutes_in_name {
    use metrics_core::{Gauge, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Age of the oldest order.
        oldest_order_seconds: Gauge,
    }
}

mod name_disagrees {
    use metrics_core::{Gauge, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Size of the cart.
        #[metric(unit = "bytes")]
        cart_bytes: Gauge,
    }
}

mod name_disagrees_with_duration {
    use metrics_core::{Histogram, Metrics};
    use std::time::Duration;

    #[derive(Metrics)]
    struct Shop {
        /// Time to upload.
        upload: Histogram<(), Duration>,
    }
}

mod on_info {
    use metrics_core::{Info, Metrics};

    #[derive(Metrics)]
    struct About {
        /// The running program.
        #[metric(info(version = "1.2"))]
        build: Info,
    }
}

mod on_state_set {
    use metrics_core::{Label, Metrics, StateSet};

    #[derive(Clone, Copy, Label)]
    enum Phase {
        Starting,
        Running,
    }

    #[derive(Metrics)]
    struct Server {
        /// What the server is doing.
        phase: StateSet<Phase>,
    }
}

mod percent {
    use metrics_core::{Gauge, Metrics};

    #[derive(Metrics)]
    struct Disk {
        /// How full the disk is.
        #[metric(unit = "ratio")]
        used: Gauge,
    }
}

mod reserved_word {
    use metrics_core::{Gauge, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders waiting.
        orders: Gauge,
    }
}

mod symbol {
    use metrics_core::{Gauge, Metrics};

    #[derive(Metrics)]
    struct Room {
        /// How warm it is.
        #[metric(unit = "celsius")]
        temperature: Gauge,
    }
}

fn main() {}
