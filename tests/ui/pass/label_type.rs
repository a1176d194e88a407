//! The programs of `tests/ui/label_type`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod bounded_by_nothing {
    use metrics_core::{Bounded, Label};

    #[derive(Clone, Copy, Label)]
    struct Tenant(Bounded<32>);
}

mod bounded_without_name {
    use metrics_core::{Bounded, Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    struct Tenant(Bounded<32>);

    #[derive(Metrics)]
    struct Server {
        /// Requests answered, by tenant.
        requests: Counter<Tenant>,
    }
}

mod char {
    use metrics_core::{Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Key {
        Letter,
        Digit,
        Space,
    }

    #[derive(Metrics)]
    struct Keyboard {
        /// Keys pressed.
        keys: Counter<Key>,
    }
}

mod enum_without_derive {
    use metrics_core::{Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        Post,
    }

    #[derive(Metrics)]
    struct Server {
        /// Requests answered, by method.
        requests: Counter<Method>,
    }
}

mod float {
    use metrics_core::{Histogram, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Payments, by amount.
        #[metric(buckets = [0.5, 0.9])]
        payment_ratio: Histogram,
    }
}

mod generic {
    use metrics_core::{Counter, Label};

    struct Requests<T: Label> {
        by_user: Counter<T>,
    }

    fn count<T: Label>(requests: &Counter<T>, user: T) {
        requests.with(user).inc();
    }
}

mod generic_set {
    use metrics_core::{Counter, Metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed.
        orders: Counter<bool>,
    }
}

mod integers {
    use metrics_core::{Bounded, Counter, Gauge, Label, Metrics, label::StatusClass};

    #[derive(Clone, Copy, Label)]
    struct Worker(Bounded<32>);

    #[derive(Metrics)]
    struct Shop {
        /// Requests answered, by status code.
        by_status: Counter<StatusClass>,
        /// Requests answered, by user.
        by_user: Counter,
        /// Orders processed, by number.
        by_order: Counter,
        /// Sessions, by id.
        by_session: Gauge,
        /// Requests answered, by worker.
        by_worker: Counter<Worker>,
        /// Requests answered, by offset.
        by_offset: Counter,
        /// Requests answered, by class.
        by_class: Counter<StatusClass>,
    }
}

mod ip_addr {
    use std::net::IpAddr;

    use metrics_core::{Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Family {
        V4,
        V6,
    }

    impl From<IpAddr> for Family {
        fn from(address: IpAddr) -> Self {
            if address.is_ipv4() { Self::V4 } else { Self::V6 }
        }
    }

    #[derive(Metrics)]
    struct Server {
        /// Requests answered, by client.
        requests: Counter<Family>,
    }
}

mod not_copy {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        Post,
    }
}

mod number_in_newtype {
    use metrics_core::Label;

    #[derive(Clone, Copy, Label)]
    enum User {
        Guest,
        Customer,
    }
}

mod number_in_tuple {
    use metrics_core::{Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        Post,
    }

    #[derive(Metrics)]
    struct Server {
        /// Requests answered, by method and user.
        requests: Counter<(Method, bool)>,
    }
}

mod option_of_label {
    use metrics_core::{Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        Post,
        None,
    }

    #[derive(Metrics)]
    struct Server {
        /// Requests answered, by method, if there is one.
        requests: Counter<Method>,
    }
}

mod option_of_string {
    use metrics_core::{Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Voucher {
        None,
        Friend,
        Birthday,
    }

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed, by voucher.
        orders: Counter<Voucher>,
    }
}

mod seven_in_tuple {
    use metrics_core::{Counter, LabelSet, Metrics};

    #[derive(Clone, Copy, LabelSet)]
    struct Moves {
        first: bool,
        second: bool,
        third: bool,
        fourth: bool,
        fifth: bool,
        sixth: bool,
        seventh: bool,
    }

    #[derive(Metrics)]
    struct Switches {
        /// Times that the switches were moved.
        moves: Counter<Moves>,
    }
}

mod state_set_of_string {
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

mod str {
    use metrics_core::{Bounded, Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    struct Path(Bounded<32>);

    #[derive(Metrics)]
    struct Shop {
        /// Requests answered, by path.
        requests: Counter<Path>,
    }
}

mod string {
    use metrics_core::{Bounded, Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    struct Customer(Bounded<32>);

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed, by customer.
        orders: Counter<Customer>,
    }

    pub fn main() {
        let shop = Shop::new();
        shop.orders.with(Customer::from("alice")).inc();
    }
}

mod string_in_label_set {
    use metrics_core::{Bounded, Counter, Label, LabelSet, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        Post,
    }

    #[derive(Clone, Copy, Label)]
    struct Path(Bounded<32>);

    #[derive(Clone, Copy, LabelSet)]
    struct Request {
        method: Method,
        path: Path,
    }

    #[derive(Metrics)]
    struct Server {
        /// Requests answered, by method and path.
        requests: Counter<Request>,
    }
}

mod string_in_newtype {
    use metrics_core::{Bounded, Label};

    #[derive(Clone, Copy, Label)]
    struct Tenant(Bounded<32>);
}

mod string_in_static {
    use metrics_core::{Bounded, Counter, Label, Metrics, register};

    #[derive(Clone, Copy, Label)]
    struct Customer(Bounded<32>);

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed, by customer.
        orders: Counter<Customer>,
    }

    #[register]
    static SHOP: Shop = Shop::new();

    pub fn main() {
        let _ = &SHOP;
    }
}

mod string_in_tuple {
    use metrics_core::{Bounded, Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        Post,
    }

    #[derive(Clone, Copy, Label)]
    struct Path(Bounded<32>);

    #[derive(Metrics)]
    struct Server {
        /// Requests answered, by method and path.
        requests: Counter<(Method, Path)>,
    }
}

mod struct_without_derive {
    use metrics_core::{Counter, Label, LabelSet, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        Post,
    }

    #[derive(Clone, Copy, LabelSet)]
    struct Request {
        method: Method,
    }

    #[derive(Metrics)]
    struct Server {
        /// Requests answered, by method.
        requests: Counter<Request>,
    }
}

mod uuid {
    use metrics_core::{Counter, Metrics};

    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    struct Uuid([u8; 16]);

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed, by customer.
        orders: Counter,
    }

    pub fn main() {
        let shop = Shop::new();
        shop.orders.inc();
    }
}

mod uuid_in_label_set {
    use metrics_core::{Label, LabelSet};

    #[derive(Clone, Copy, Label)]
    enum User {
        Guest,
        Customer,
    }

    #[derive(Clone, Copy, Label)]
    enum Method {
        Get,
        Post,
    }

    #[derive(Clone, Copy, LabelSet)]
    struct Request {
        method: Method,
        user: User,
    }
}

mod vec {
    use metrics_core::{Counter, Label, Metrics};

    #[derive(Clone, Copy, Label)]
    enum Ordered {
        One,
        Several,
    }

    #[derive(Metrics)]
    struct Shop {
        /// Orders processed, by what was ordered.
        orders: Counter<Ordered>,
    }
}

fn main() {
    string::main();
    string_in_static::main();
    uuid::main();
}
