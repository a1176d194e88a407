//! The programs of `tests/ui/tracking`, corrected: a module for each.

#![deny(unused_must_use)]
#![allow(dead_code)]

mod const_fn {
    use metrics_core::track_metrics;

    const fn limit() -> usize {
        10
    }

    const LIMIT: usize = limit();

    #[track_metrics]
    fn order() {
        let _ = [0; LIMIT];
    }

    pub fn main() {
        order();
    }
}

mod name_of_server {
    use metrics_core::track_metrics;

    #[track_metrics(prefix = "shop", name = "scrape_page")]
    fn read() {}

    #[track_metrics(name = "scraped_page")]
    fn write() {}
}

mod foreign_function {
    use metrics_core::track_metrics;

    unsafe extern "C" {
        safe fn abs(number: i32) -> i32;
    }

    #[track_metrics]
    fn absolute(number: i32) -> i32 {
        abs(number)
    }

    pub fn main() {
        absolute(-1);
    }
}

mod half_typed {
    use metrics_core::track_metrics;

    #[track_metrics]
    fn order(id: u32) -> u32 {
        let next = id.wrapping_add(1);
        next
    }

    pub fn main() {
        order(1);
    }
}

mod malformed_argument {
    use metrics_core::track_metrics;

    #[track_metrics(function = "order")]
    fn order() {}

    #[track_metrics(function = "pay")]
    fn pay() {}

    #[track_metrics(function = "order")]
    fn refund() {}

    #[track_metrics(function = "cancel")]
    fn cancel() {}
}

mod method_without_body {
    use metrics_core::track_metrics;

    trait Order {
        fn order(&self) -> u32;
    }

    impl Order for u32 {
        #[track_metrics]
        fn order(&self) -> u32 {
            *self
        }
    }
}

mod moved_twice {
    use metrics_core::track_metrics;

    #[track_metrics]
    fn pay(card: String) -> Result<usize, String> {
        drop(card.clone());
        Ok(card.len())
    }

    pub fn main() {
        let _ = pay(String::new());
    }
}

mod on_struct {
    use metrics_core::track_metrics;

    struct Shop;

    impl Shop {
        #[track_metrics]
        fn order(&self) {}
    }

    pub fn main() {
        Shop.order();
    }
}

mod on_trait {
    use metrics_core::track_metrics;

    trait Order {
        #[track_metrics]
        fn order(&self) {}
    }
}

mod repeated_argument {
    use metrics_core::track_metrics;

    #[track_metrics(function = "checkout")]
    fn order() {}
}

mod several_mistakes {
    use metrics_core::track_metrics;

    #[track_metrics(crate = ::metrics_core, function = "limit")]
    fn limit() -> usize {
        10
    }

    pub fn main() {
        let _ = limit();
    }
}

mod twice {
    use metrics_core::track_metrics;

    #[track_metrics]
    fn order() {}
}

mod unknown_argument {
    use metrics_core::track_metrics;

    #[track_metrics(function = "order")]
    fn order() {}

    pub fn main() {
        order();
    }
}

mod unknown_type {
    use metrics_core::track_metrics;

    struct Card;
    struct PayError;

    #[track_metrics]
    fn pay(card: Card) -> Result<(), PayError> {
        let _ = card;
        Ok(())
    }
}

mod with_colon {
    use metrics_core::track_metrics;

    #[track_metrics(function = "order")]
    fn order() {}
}

mod wrong_body {
    use metrics_core::track_metrics;

    #[track_metrics]
    fn total(prices: &[u64]) -> u64 {
        let total: u64 = prices.iter().sum();
        total
    }

    #[track_metrics]
    fn length(text: &str) -> Result<u64, String> {
        Ok(text.len() as u64)
    }

    #[track_metrics]
    async fn fetched(text: &str) -> Result<u64, String> {
        Ok(text.len() as u64)
    }
}

mod const_fn_in_block {
    use metrics_core::track_metrics;

    struct Shop;

    #[track_metrics]
    impl Shop {
        #[track_metrics(skip)]
        const fn limit() -> usize {
            10
        }

        fn order(&self) {}
    }

    const LIMIT: usize = Shop::limit();

    pub fn main() {
        Shop.order();
        let _ = [0; LIMIT];
    }
}

mod function_of_block {
    use metrics_core::track_metrics;

    struct Shop;

    #[track_metrics]
    impl Shop {
        #[track_metrics(function = "shop")]
        fn order(&self) {}
    }

    pub fn main() {
        Shop.order();
    }
}

mod skip_alone {
    fn order() {}

    pub fn main() {
        order();
    }
}

#[allow(dead_code)]
mod buckets_without_name {
    use metrics_core::track_metrics;

    #[track_metrics(name = "orders", buckets = [0.1, 1.0])]
    fn order() {}
}

#[allow(dead_code)]
mod busy_without_polls {
    use metrics_core::track_metrics;

    #[track_metrics(busy)]
    async fn order() {}
}

#[allow(dead_code)]
mod two_judges {
    use metrics_core::track_metrics;

    #[track_metrics(ok_if = is_ok)]
    fn order() -> u8 {
        1
    }

    #[allow(dead_code)]
    fn is_ok(number: &u8) -> bool {
        *number > 0
    }

    #[allow(dead_code)]
    fn is_error(number: &u8) -> bool {
        *number == 0
    }
}

#[allow(dead_code)]
mod wrong_judge {
    use metrics_core::track_metrics;

    #[track_metrics(ok_if = is_ok)]
    fn order() -> u8 {
        1
    }

    fn is_ok(number: &u8) -> bool {
        *number > 0
    }
}

#[allow(dead_code)]
mod own_metric {
    use metrics_core::{Counter, Gauge, Metrics, track_metrics};

    #[derive(Metrics)]
    struct Shop {
        /// Orders.
        orders: Gauge,
        /// Refunds.
        refunds: Counter,
    }

    static SHOP: Shop = Shop::new();

    #[track_metrics(calls = SHOP.refunds)]
    fn order() {}
}

#[allow(dead_code)]
mod error_of_parameter {
    use metrics_core::track_metrics;

    #[track_metrics(error_if = Result::is_err)]
    fn order<E: Default>() -> Result<(), E> {
        Err(E::default())
    }
}

#[allow(dead_code)]
mod error_without_kinds {
    use metrics_core::track_metrics;

    #[track_metrics(error)]
    fn order() -> Result<(), String> {
        Err(String::new())
    }
}

#[allow(dead_code)]
mod label_without_values {
    use metrics_core::track_metrics;

    #[track_metrics(labels(has_shop = !shop.is_empty()))]
    fn order(shop: String) {
        drop(shop);
    }
}

#[allow(dead_code)]
mod label_of_self {
    use metrics_core::track_metrics;

    struct Order {
        is_large: bool,
    }

    impl Order {
        #[track_metrics(labels(is_large: bool = self.is_large))]
        fn order(&self) {}
    }
}

#[allow(dead_code)]
mod label_name {
    use metrics_core::track_metrics;

    #[track_metrics(labels(is_large = large))]
    fn order(large: bool) {
        let _ = large;
    }
}

#[allow(dead_code)]
mod objective {
    use metrics_core::track_metrics;

    #[track_metrics(slo = "200ms")]
    fn order() {}

    #[track_metrics(slo = "1s")]
    fn pay() {}
}

#[allow(dead_code)]
#[allow(dead_code)]
mod too_many_series {
    use metrics_core::label::HttpMethod;
    use metrics_core::track_metrics;

    #[track_metrics(labels(a = method))]
    fn order(method: HttpMethod) {
        let _ = method;
    }
}

#[allow(dead_code)]
mod future_of_async_fn {
    use metrics_core::track_metrics;

    #[track_metrics]
    async fn order() {}
}

#[allow(dead_code)]
mod no_future {
    use metrics_core::track_metrics;

    #[track_metrics]
    fn order() -> u8 {
        1
    }
}

#[allow(dead_code)]
mod error_label_on_struct {
    use metrics_core::ErrorLabel;

    #[derive(ErrorLabel)]
    enum OrderError {
        Status(u16),
    }
}

mod after_parameter {
    use metrics_core::{Label, track_metrics};

    #[derive(Clone, Copy, Label)]
    enum Size {
        Small,
        Large,
    }

    struct Order {
        size: Size,
    }

    #[track_metrics(labels(size = order.size))]
    fn take(order: Order) -> bool {
        drop(order);
        true
    }
}

mod label_taken {
    use metrics_core::{Label, track_metrics};

    #[derive(Clone, Copy, Label)]
    enum Size {
        Small,
        Large,
    }

    #[track_metrics(labels(size = size, asked = size))]
    fn take(size: Size) {}
}

mod label_before_and_after {
    use metrics_core::{Label, track_metrics};

    #[derive(Clone, Copy, Label)]
    enum Size {
        Small,
        Large,
    }

    #[track_metrics(labels(size = size), after(taken = *result))]
    fn take(size: Size) -> Size {
        size
    }
}

mod label_without_value {
    use metrics_core::{Label, track_metrics};

    #[derive(Clone, Copy, Label)]
    enum Size {
        Small,
        Large,
    }

    #[track_metrics(labels(size = size))]
    fn take(size: Size) {}
}

mod too_many_labels {
    use metrics_core::{Label, track_metrics};

    #[derive(Clone, Copy, Label)]
    enum Size {
        Small,
        Large,
    }

    #[track_metrics(labels(a = size, b = size, c = size, d = size, e = size, f = size), after(g = *result))]
    fn take(size: Size) -> Size {
        size
    }
}

mod value_of_never {
    use metrics_core::track_metrics;

    #[track_metrics]
    fn serve() -> ! {
        loop {
            std::thread::park();
        }
    }
}

mod block_twice {
    use metrics_core::track_metrics;

    struct Shop;

    #[track_metrics(in_flight)]
    impl Shop {
        fn order(&self) {}
    }
}

mod items_in_module {
    use metrics_core::track_metrics;

    #[track_metrics]
    mod shop {
        pub struct Order;

        pub const LIMIT: usize = 10;

        pub fn order() {}
    }
}

mod trait_alias {
    use metrics_core::track_metrics;

    #[track_metrics]
    trait Sells: Clone {
        fn sell(&self) {}
    }
}

mod named_error {
    use metrics_core::{ErrorLabel, track_metrics};

    #[derive(ErrorLabel)]
    enum OrderError {
        SoldOut,
    }

    #[track_metrics(error = OrderError)]
    fn order() -> Result<(), OrderError> {
        Err(OrderError::SoldOut)
    }
}

mod keys_of_others {
    use metrics_core::track_metrics;

    #[track_metrics(in_flight, slo = "200ms")]
    fn order() {}
}

fn main() {
    const_fn::main();
    foreign_function::main();
    half_typed::main();
    moved_twice::main();
    on_struct::main();
    several_mistakes::main();
    unknown_argument::main();
    const_fn_in_block::main();
    function_of_block::main();
    skip_alone::main();
}

mod own_budget {
    use metrics_core::label::HttpMethod;
    use metrics_core::track_metrics;

    #[track_metrics(labels(method = *method), name = "answers", max_series = 200)]
    fn answer(method: &HttpMethod) {
        let _ = method;
    }

    #[track_metrics(max_series = 100)]
    fn refuse() {}
}

mod metric_of_changed_self {
    use metrics_core::{Counter, Metrics, track_metrics};
    use std::sync::Arc;

    #[derive(Metrics)]
    struct ShopMetrics {
        /// Orders.
        orders: Counter,
    }

    struct Shop {
        sold: u64,
        metrics: Arc<ShopMetrics>,
    }

    impl Shop {
        #[track_metrics(calls = self.metrics.clone().orders)]
        fn order(&mut self) -> Option<u64> {
            self.sold += 1;
            Some(self.sold)
        }
    }
}

mod exemplars_elsewhere {
    use metrics_core::{Counter, Histogram, Metrics, WithExemplars, track_metrics};
    use std::time::Duration;

    #[derive(Metrics)]
    struct Shop {
        /// Charges.
        charges: WithExemplars<Counter>,
        /// How long they took.
        charge_duration: WithExemplars<Histogram<(), Duration>>,
    }

    static SHOP: Shop = Shop::new();

    #[track_metrics(calls = SHOP.charges, duration = SHOP.charge_duration)]
    fn charge() {}

    #[track_metrics(exemplars)]
    fn refund() {}
}
