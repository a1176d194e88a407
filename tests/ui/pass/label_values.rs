//! The programs of `tests/ui/label_values`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod constant {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    enum Method {
        #[label(rename = "GET")]
        Get,
        Post,
    }
}

mod data_in_variant {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    enum Failure {
        Timeout,
        Status,
    }
}

mod duplicate_after_rename {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        Head,
        #[label(rename = "fetch")]
        Fetch,
    }
}

mod duplicate_after_rename_all {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    #[label(rename_all = "lowercase")]
    enum Protocol {
        Http2,
        #[label(rename = "h2")]
        HTTP2,
    }
}

mod empty_enum {
    use metrics_core::{Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Nothing {
        Nothing,
    }

    #[derive(Metrics)]
    struct Server {
        /// Requests answered.
        requests: Counter<Nothing>,
    }
}

mod empty_value {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    enum Voucher {
        Given,
        #[label(rename = "none")]
        None,
    }
}

mod generic_enum {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    enum Answer {
        Yes,
        No,
    }
}

mod named_data_in_variant {
    use metrics_core::{Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Failure {
        Timeout,
        Refused,
    }

    #[derive(Metrics)]
    struct Client {
        /// Requests that failed.
        failures: Counter<Failure>,
    }
}

mod named_fields {
    use metrics_core::{Label, LabelSet};

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
}

mod nested_enum {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    enum Network {
        Dns,
        Tls,
    }

    #[derive(Clone, Copy, Label)]
    enum Failure {
        Timeout,
        Network,
    }

    /// What failed, and what of the network if it was that.
    type Labels = (Failure, Network);
}

mod two_others {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        Unknown,
        #[label(other)]
        Other,
    }
}

mod union {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    enum Number {
        Integer,
        Float,
    }
}

mod unit_struct {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
    }
}

mod unknown_case {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    #[label(rename_all = "UPPERCASE")]
    enum Method {
        Get,
        Post,
    }
}

fn main() {}
