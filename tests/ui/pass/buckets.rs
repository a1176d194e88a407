//! The programs of `tests/ui/buckets`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod a_number {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Items of an order.
        #[metric(buckets = linear(1, 1, 10))]
        items: Histogram,
    }
}

mod arguments_missing {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Size of the receipt.
        #[metric(unit = "bytes", buckets = exponential(256, 4, 8))]
        receipt_size: Histogram,
    }
}

mod beyond_whole_numbers {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Size of the archive.
        #[metric(unit = "bytes", buckets = [1, 1e18])]
        archive_size: Histogram<(), u64>,
    }
}

mod duplicate {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Items of an order.
        #[metric(buckets = [1.0, 5.0, 10.0])]
        items: Histogram,
    }
}

mod empty {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Items of an order.
        #[metric(buckets = [1, 2, 5])]
        items: Histogram,
    }
}

mod factor {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Size of the receipt.
        #[metric(unit = "bytes", buckets = exponential(256, 2, 8))]
        receipt_size: Histogram,
        /// Items of an order.
        #[metric(buckets = linear(1, 1, 8))]
        items: Histogram,
        /// Time to pay.
        #[metric(unit = "seconds", buckets = exponential_range(1, 10, 8))]
        payment: Histogram,
    }
}

mod from_constant {
    use metrics_core::{Histogram, Metrics};

    mod slo {
        pub const LATENCY: &[f64] = &[0.1, 0.2, 0.5];
    }

    #[derive(Metrics)]
    struct Shop {
        /// Time to pay.
        #[metric(unit = "seconds", buckets = slo::LATENCY)]
        payment: Histogram,
    }
}

mod infinite {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Items of an order.
        #[metric(buckets = [1.0, 5.0])]
        items: Histogram,
    }
}

mod missing_for_bytes {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Size of the receipt.
        #[metric(unit = "bytes", buckets = BYTES)]
        receipt_size: Histogram,
    }
}

mod missing_without_unit {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Items of an order.
        #[metric(buckets = [1, 2, 5])]
        items: Histogram,
    }
}

mod nan {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Items of an order.
        #[metric(buckets = [1.0, 5.0])]
        items: Histogram,
    }
}

mod on_counter {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        #[metric(buckets = [1, 2, 3])]
        orders: Histogram,
    }
}

mod strings {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Items of an order.
        #[metric(buckets = [1, 10])]
        items: Histogram,
    }
}

mod too_many {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Items of an order.
        #[metric(buckets = linear(1, 1, 10))]
        items: Histogram,
    }
}

mod unknown_function {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Size of the receipt.
        #[metric(unit = "bytes", buckets = exponential(256, 4, 8))]
        receipt_size: Histogram,
    }
}

mod unsorted {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Items of an order.
        #[metric(buckets = [1, 2, 5, 10])]
        items: Histogram,
    }
}

fn main() {}
