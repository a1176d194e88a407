#[cfg(not(any(clippy, doc)))]
fn take(order: &Order) -> Result<Receipt, OrderError> {
    const _: () = ::metrics_core::__private::check::label_name("kind");
    const _: () = ::metrics_core::__private::check::label_name("size");
    let __site = ::metrics_core::track::detailed!(
        "take", { const IN_FLIGHT : bool = true; const ERRORS :
        ::metrics_core::__private::Option < ::metrics_core::__private::Values > =
        ::metrics_core::__private::Option::Some({ #[allow(unused_imports)] use
        ::metrics_core::__private::Unlabelled as _; < ::metrics_core::__private::Kinds <
        ::metrics_core::__private::Result < (), OrderError > >> ::KINDS }); const LABELS
        : & 'static [::metrics_core::__private::LabelSchema] = &
        [::metrics_core::track::label_before("kind", | #[allow(unused_variables,
        unused_mut)] (order,) : (& Order,) | order.kind)]; const AFTER : & 'static
        [::metrics_core::__private::LabelSchema] = &
        [::metrics_core::track::label_after("size", ::metrics_core::track::never:: < Size
        >)]; }
    )
        .label(::metrics_core::__private::LabelOf(&(order.kind)).__tracked_before());
    let __returns = ::metrics_core::__private::Returns::new();
    if false {
        return __returns.unreachable();
    }
    return __returns
        .call(
            __site,
            move || {
                if false {
                    return __returns.unreachable();
                }
                #[allow(clippy::missing_const_for_fn)] { order.receipt() }
            },
            |value| {
                ::metrics_core::__private::Ended::returned(
                        ::metrics_core::__private::Classify(value).__tracked_outcome(),
                    )
                    .error(|| {
                        ::metrics_core::__private::ErrorOf(value).__tracked_error()
                    })
                    .after(
                        ::metrics_core::__private::LabelOf::<
                            Size,
                        >(
                                &{
                                    #[allow(unused_variables)]
                                    let result = value;
                                    result.size()
                                },
                            )
                            .__tracked_after(),
                    )
            },
        );
}
#[cfg_attr(not(any(clippy, doc)), cfg(any()))]
#[allow(clippy::missing_const_for_fn)]
fn take(order: &Order) -> Result<Receipt, OrderError> {
    const _: () = ::metrics_core::__private::check::label_name("kind");
    const _: () = ::metrics_core::__private::check::label_name("size");
    let __site = ::metrics_core::track::detailed!(
        "take", { const IN_FLIGHT : bool = true; const ERRORS :
        ::metrics_core::__private::Option < ::metrics_core::__private::Values > =
        ::metrics_core::__private::Option::Some({ #[allow(unused_imports)] use
        ::metrics_core::__private::Unlabelled as _; < ::metrics_core::__private::Kinds <
        ::metrics_core::__private::Result < (), OrderError > >> ::KINDS }); const LABELS
        : & 'static [::metrics_core::__private::LabelSchema] = &
        [::metrics_core::track::label_before("kind", | #[allow(unused_variables,
        unused_mut)] (order,) : (& Order,) | order.kind)]; const AFTER : & 'static
        [::metrics_core::__private::LabelSchema] = &
        [::metrics_core::track::label_after("size", ::metrics_core::track::never:: < Size
        >)]; }
    )
        .label(::metrics_core::__private::LabelOf(&(order.kind)).__tracked_before());
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
                        .after(
                            ::metrics_core::__private::LabelOf::<
                                Size,
                            >(
                                    &{
                                        #[allow(unused_variables)]
                                        let result = value;
                                        result.size()
                                    },
                                )
                                .__tracked_after(),
                        )
                },
            );
    }
    let __call = __site.enter();
    #[allow(clippy::missing_const_for_fn)] { order.receipt() }
}
#[cfg(not(any(clippy, doc)))]
fn check_out(cart: Cart) -> impl ::metrics_core::__private::Future<Output = Response> {
    const _: () = ::metrics_core::__private::check::function_prefix("checkout");
    const _: () = ::metrics_core::__private::check::function_buckets(&[0.1, 0.5]);
    let __site = ::metrics_core::track::detailed!(
        "check_out", { const EXEMPLARS : bool = true; const NAMES :
        ::metrics_core::__private::Names = ::metrics_core::__private::names!("checkout");
        const OBJECTIVE : ::metrics_core::__private::Option < f64 > =
        ::metrics_core::__private::Option::Some(0.2f64); const BUCKETS :
        ::metrics_core::__private::Option < & 'static [f64] > =
        ::metrics_core::__private::Option::Some(::metrics_core::__private::check::bounds_or_stand_in(&
        [0.1, 0.5])); }
    );
    let __returns = ::metrics_core::__private::Returns::<Response>::new();
    return ::metrics_core::__private::Tracked::new(
        __site,
        __returns,
        async move {
            if false {
                return __returns.unreachable();
            }
            let cart = cart;
            #[allow(clippy::missing_const_for_fn)] { cart.order().await }
        },
        |value| ::metrics_core::__private::Ended::returned(
            ::metrics_core::track::ok_if(value, Response::is_success),
        ),
    );
}
#[cfg_attr(not(any(clippy, doc)), cfg(any()))]
#[allow(clippy::missing_const_for_fn)]
async fn check_out(cart: Cart) -> Response {
    const _: () = ::metrics_core::__private::check::function_prefix("checkout");
    const _: () = ::metrics_core::__private::check::function_buckets(&[0.1, 0.5]);
    let __site = ::metrics_core::track::detailed!(
        "check_out", { const EXEMPLARS : bool = true; const NAMES :
        ::metrics_core::__private::Names = ::metrics_core::__private::names!("checkout");
        const OBJECTIVE : ::metrics_core::__private::Option < f64 > =
        ::metrics_core::__private::Option::Some(0.2f64); const BUCKETS :
        ::metrics_core::__private::Option < & 'static [f64] > =
        ::metrics_core::__private::Option::Some(::metrics_core::__private::check::bounds_or_stand_in(&
        [0.1, 0.5])); }
    );
    let __returns = ::metrics_core::__private::Returns::new();
    if false {
        return __returns.unreachable();
    }
    if false {
        __returns
            .judged(
                &__returns.unreachable(),
                |value| ::metrics_core::__private::Ended::returned(
                    ::metrics_core::track::ok_if(value, Response::is_success),
                ),
            );
    }
    let __call = __site.enter();
    #[allow(clippy::missing_const_for_fn)] { cart.order().await }
}
fn charge() {
    let __site = ::metrics_core::track::detailed!(
        "charge", { const COUNTED : bool = false; fn count(outcome :
        ::metrics_core::Outcome) { ::metrics_core::track::CountsCalls::count_call(& SHOP
        .charges, outcome) } const TIMED : bool = false; fn time(outcome :
        ::metrics_core::Outcome, nanoseconds : u64) {
        ::metrics_core::track::TimesCalls::time_call(& SHOP.charge_duration, outcome,
        nanoseconds) } }
    );
    let __call = __site.enter();
    #[allow(clippy::missing_const_for_fn)] {}
}
