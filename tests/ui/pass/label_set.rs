//! The programs of `tests/ui/label_set`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod empty {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter<()>,
    }
}

mod enum_as_set {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    enum Zone {
        East,
        West,
    }
}

mod generic {
    use metrics_core::{Label, LabelSet};

    #[derive(Clone, Copy, Label)]
    enum Zone {
        East,
        West,
    }

    #[derive(Clone, Copy, LabelSet)]
    struct Route {
        from: Zone,
        to: Zone,
    }
}

mod not_copy {
    use metrics_core::{Label, LabelSet};

    #[derive(Clone, Copy, Label)]
    enum Zone {
        East,
        West,
    }

    #[derive(Clone, Copy, LabelSet)]
    struct Route {
        from: Zone,
        to: Zone,
    }
}

mod set_in_set {
    use metrics_core::{Label, LabelSet};

    #[derive(Clone, Copy, Label)]
    enum Zone {
        East,
        West,
    }

    #[derive(Clone, Copy, LabelSet)]
    struct Route {
        from: Zone,
        to: Zone,
    }

    #[derive(Clone, Copy, LabelSet)]
    struct Packet {
        from: Zone,
        to: Zone,
        retried: bool,
    }
}

mod tuple_struct {
    use metrics_core::{Label, LabelSet};

    #[derive(Clone, Copy, Label)]
    enum Zone {
        East,
        West,
    }

    #[derive(Clone, Copy, LabelSet)]
    struct Route {
        from: Zone,
        to: Zone,
    }
}

mod two_bools {
    use metrics_core::{Counter, LabelSet, Metrics};

    #[derive(Clone, Copy, LabelSet)]
    struct Answer {
        cached: bool,
        compressed: bool,
    }

    #[derive(Metrics)]
    struct Server {
        /// Requests answered, by whether they were cached and whether they were compressed.
        requests: Counter<Answer>,
    }
}

mod two_of_one_name {
    use metrics_core::{Counter, Label, LabelSet, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Zone {
        East,
        West,
    }

    #[derive(Clone, Copy, LabelSet)]
    struct Route {
        from: Zone,
        to: Zone,
    }

    #[derive(Metrics)]
    struct Network {
        /// Packets sent, by where from and where to.
        packets: Counter<Route>,
    }
}

mod two_of_one_name_after_rename {
    use metrics_core::{Label, LabelSet};

    #[derive(Clone, Copy, Label)]
    enum Zone {
        East,
        West,
    }

    #[derive(Clone, Copy, LabelSet)]
    struct Route {
        zone: Zone,
        #[label(rename = "target")]
        to: Zone,
    }
}

fn main() {}
