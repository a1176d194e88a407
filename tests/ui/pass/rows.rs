//! The programs of `tests/ui/rows`, corrected: a module for each.

#![allow(dead_code)]

mod beyond_budget {
    use metrics_core::{GaugeRows, Metrics};

    #[derive(Metrics)]
    struct Tables {
        /// Size on disk.
        #[metric(rows(table), max_rows = 20_000, max_series = 20_000)]
        size: GaugeRows<1>,
    }
}

mod buckets_beyond_budget {
    use metrics_core::{HistogramRows, Metrics};

    #[derive(Metrics)]
    struct Tables {
        /// Size on disk.
        #[metric(rows(table), max_rows = 200, buckets = [1, 2, 3])]
        size: HistogramRows<1>,
    }
}

mod no_limit {
    use metrics_core::{GaugeRows, Metrics};

    #[derive(Metrics)]
    struct Tables {
        /// Size on disk.
        #[metric(rows(database, table), max_rows = 500)]
        size: GaugeRows<2>,
    }
}

mod no_names {
    use metrics_core::{GaugeRows, Metrics};

    #[derive(Metrics)]
    struct Tables {
        /// Size on disk.
        #[metric(rows(database, table), max_rows = 500)]
        size: GaugeRows<2>,
    }
}

mod no_room {
    use metrics_core::{GaugeRows, Metrics};

    #[derive(Metrics)]
    struct Tables {
        /// Size on disk.
        #[metric(rows(table), max_rows = 1)]
        size: GaugeRows<1>,
    }
}

mod on_gauge {
    use metrics_core::{GaugeRows, Metrics};

    #[derive(Metrics)]
    struct Tables {
        /// Size on disk.
        #[metric(rows(database), max_rows = 500)]
        size: GaugeRows<1>,
    }
}

mod other_count {
    use metrics_core::{GaugeRows, Metrics};

    #[derive(Metrics)]
    struct Tables {
        /// Size on disk.
        #[metric(rows(database), max_rows = 500)]
        size: GaugeRows<1>,
    }
}

mod repeated_label {
    use metrics_core::{GaugeRows, Metrics};

    #[derive(Metrics)]
    struct Tables {
        /// Size on disk.
        #[metric(rows(database, table), max_rows = 500)]
        size: GaugeRows<2>,
    }
}

mod reserved_label {
    use metrics_core::{GaugeRows, Metrics};

    #[derive(Metrics)]
    struct Tables {
        /// Size on disk.
        #[metric(rows(limit, table), max_rows = 500)]
        size: GaugeRows<2>,
    }
}

mod too_few_values {
    use metrics_core::{GaugeRows, Metrics};

    #[derive(Metrics)]
    struct Tables {
        /// Size on disk.
        #[metric(rows(table), max_rows = 500)]
        size: GaugeRows<1>,
    }

    fn fill(tables: &mut Tables) {
        tables.size.push(["orders"], 1.0);
    }
}

fn main() {}
