//! The programs of `tests/ui/summary`, corrected: a module for each.

#![allow(dead_code)]

mod no_list {
    use metrics_core::{Metrics, Summary};

    #[derive(Metrics)]
    struct Shop {
        /// Time to the answer.
        #[metric(quantiles = [0.5])]
        latency: Summary,
    }

    pub fn main() {
        let _ = Shop::new();
    }
}

mod not_ascending {
    use metrics_core::{Metrics, Summary};

    #[derive(Metrics)]
    struct Shop {
        /// Time to the answer.
        #[metric(quantiles = [0.5, 0.9])]
        latency: Summary,
    }

    pub fn main() {
        let _ = Shop::new();
    }
}

mod of_a_histogram {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Time to the answer.
        #[metric(unit = "seconds")]
        latency: Histogram,
    }

    pub fn main() {
        let _ = Shop::new();
    }
}

mod out_of_range {
    use metrics_core::{Metrics, Summary};

    #[derive(Metrics)]
    struct Shop {
        /// Time to the answer.
        #[metric(quantiles = [0.5, 0.99])]
        latency: Summary,
    }

    pub fn main() {
        let _ = Shop::new();
    }
}

mod window_alone {
    use metrics_core::{Metrics, Summary};

    #[derive(Metrics)]
    struct Shop {
        /// Time to the answer.
        #[metric(quantiles = [0.5], window = "10m")]
        latency: Summary,
    }

    pub fn main() {
        let _ = Shop::new();
    }
}

mod window_of_rows {
    use metrics_core::{Metrics, SummaryRows};

    #[derive(Metrics)]
    struct Tables {
        /// Time that a statement took.
        #[metric(rows(database), max_rows = 50, quantiles = [0.5], unit = "seconds")]
        statement: SummaryRows<1>,
    }

    pub fn main() {
        let _ = Tables::new();
    }
}

mod window_without_unit {
    use metrics_core::{Metrics, Summary};

    #[derive(Metrics)]
    struct Shop {
        /// Time to the answer.
        #[metric(quantiles = [0.5], window = "600s")]
        latency: Summary,
    }

    pub fn main() {
        let _ = Shop::new();
    }
}

fn main() {
    no_list::main();
    not_ascending::main();
    of_a_histogram::main();
    out_of_range::main();
    window_alone::main();
    window_of_rows::main();
    window_without_unit::main();
}
