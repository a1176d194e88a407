#[cfg(not(any(clippy, doc)))]
#[track_caller]
fn take(&mut self, text: &str) -> Result<usize, Error> {
    let __site = ::metrics_core::__private::call_site!("take");
    let __returns = ::metrics_core::__private::Returns::new();
    if false {
        return __returns.unreachable();
    }
    let __unseen = ::metrics_core::__private::Unseen(__returns).__tracked_outcome();
    let mut __call = ::metrics_core::__private::Watch::start(__site, __unseen);
    let __value = __returns
        .seen(
            match () {
                () => '__body: {
                    let amount = text.parse()?;
                    if self.orders.iter().any(|order| return order.is_large()) {
                        break '__body Err(Error::at(Location::caller()));
                    }
                    self.take_exactly(amount)
                }
            },
        );
    __call
        .ends(
            __returns
                .judged(
                    &__value,
                    |value| {
                        ::metrics_core::__private::Classify(value).__tracked_outcome()
                    },
                ),
        );
    __value
}
#[cfg_attr(not(any(clippy, doc)), cfg(any()))]
#[allow(clippy::missing_const_for_fn)]
#[track_caller]
fn take(&mut self, text: &str) -> Result<usize, Error> {
    let amount = text.parse()?;
    if self.orders.iter().any(|order| return order.is_large()) {
        return Err(Error::at(Location::caller()));
    }
    self.take_exactly(amount)
}
