#[cfg(not(any(clippy, doc)))]
#[track_caller]
fn take(&mut self, text: &str) -> Result<usize, Error> {
    let __site = ::metrics_core::__private::call_site!("take");
    let __returns = ::metrics_core::__private::Returns::new();
    if false {
        return __returns.unreachable();
    }
    let __unseen = ::metrics_core::__private::Unseen(__returns).__tracked_outcome();
    let mut __call = __returns
        .watch(
            __site,
            __unseen,
            move |value| ::metrics_core::__private::Classify(value).__tracked_outcome(),
        );
    let __value = __returns
        .seen('__body: {
            let amount = text.parse()?;
            if self.orders.iter().any(|order| return order.is_large()) {
                break '__body Err(Error::at(Location::caller()));
            }
            self.take_exactly(amount)
        });
    __call.ends(&__value);
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
#[cfg(not(any(clippy, doc)))]
#[track_caller]
fn parse(text: &str) -> Result<usize, Error> {
    let __site = ::metrics_core::track::detailed!(
        "parse", { const ERRORS : ::metrics_core::__private::Option <
        ::metrics_core::__private::Values > = ::metrics_core::__private::Option::Some({
        #[allow(unused_imports)] use ::metrics_core::__private::Unlabelled as _; <
        ::metrics_core::__private::Kinds < ::metrics_core::__private::Result < (), Error
        > >> ::KINDS }); }
    );
    let __returns = ::metrics_core::__private::Returns::new();
    if false {
        return __returns.unreachable();
    }
    let __unseen = ::metrics_core::__private::Unseen(__returns).__tracked_outcome();
    let mut __call = __returns
        .watch(
            __site,
            __unseen,
            move |value| {
                ::metrics_core::__private::Ended::returned(
                        ::metrics_core::__private::Classify(value).__tracked_outcome(),
                    )
                    .error(|| {
                        ::metrics_core::__private::ErrorOf(value).__tracked_error()
                    })
            },
        );
    #[allow(unused_imports)]
    use ::metrics_core::track::Tried as _;
    let __value = __returns
        .seen('__body: { Ok(text.parse().__tracked_try(&mut __call)?) });
    __call.ends(&__value);
    __value
}
#[cfg_attr(not(any(clippy, doc)), cfg(any()))]
#[allow(clippy::missing_const_for_fn)]
#[track_caller]
fn parse(text: &str) -> Result<usize, Error> {
    let __site = ::metrics_core::track::detailed!(
        "parse", { const ERRORS : ::metrics_core::__private::Option <
        ::metrics_core::__private::Values > = ::metrics_core::__private::Option::Some({
        #[allow(unused_imports)] use ::metrics_core::__private::Unlabelled as _; <
        ::metrics_core::__private::Kinds < ::metrics_core::__private::Result < (), Error
        > >> ::KINDS }); }
    );
    let __returns = ::metrics_core::__private::Returns::new();
    if false {
        return __returns.unreachable();
    }
    if false {
        __returns
            .judged(
                &__returns.unreachable(),
                |value| {
                    ::metrics_core::__private::Ended::returned(
                            ::metrics_core::__private::Classify(value)
                                .__tracked_outcome(),
                        )
                        .error(|| {
                            ::metrics_core::__private::ErrorOf(value).__tracked_error()
                        })
                },
            );
    }
    let __call = __site.enter();
    #[allow(clippy::missing_const_for_fn)] { Ok(text.parse()?) }
}
