//! The programs of `tests/ui/label_names`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod camel_case {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    #[label(name = "http_method")]
    enum Method {
        Get,
        Post,
    }
}

mod dash {
    use metrics_core::{Label, LabelSet};

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        Post,
    }

    #[derive(Clone, Copy, LabelSet)]
    struct Request {
        #[label(rename = "http_method")]
        method: Method,
    }
}

mod empty {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    enum Size {
        Small,
        Large,
    }
}

mod from_constant {
    use metrics_core::Label;

    const NAME: &str = "size";

    #[derive(Clone, Copy, Label)]
    #[label(name = NAME)]
    enum Size {
        Small,
        Large,
    }
}

mod info_label {
    use metrics_core::{Info, Metrics};

    #[derive(Metrics)]
    struct About {
        /// The running program.
        #[metric(info(git_commit = "1a2b3c", level = "1"))]
        build: Info,
    }
}

mod le {
    use metrics_core::{Label, LabelSet};

    #[derive(Clone, Copy, Label)]
    enum Size {
        Small,
        Large,
    }

    #[derive(Clone, Copy, LabelSet)]
    struct Upload {
        size: Size,
    }
}

mod not_ascii {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    #[label(name = "size")]
    enum Size {
        Small,
        Large,
    }
}

mod quantile {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    enum Part {
        Median,
        Tail,
    }
}

mod state_set {
    use metrics_core::{Label, Metrics, StateSet};

    #[derive(Clone, Copy, Label)]
    #[label(name = "phase")]
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

mod two_underscores {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    #[label(name = "metric")]
    enum Name {
        Orders,
        Payments,
    }
}

fn main() {}
