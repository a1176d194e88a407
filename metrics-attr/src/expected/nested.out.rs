#[tokio::main]
async fn main() -> Result<(), Error> {
    let __site = ::metrics_core::__private::call_site!("main");
    let __returns = ::metrics_core::__private::Returns::new();
    if false {
        return __returns.unreachable();
    }
    return ::metrics_core::__private::Tracked::new(
            __site,
            __returns,
            async move {
                if false {
                    return __returns.unreachable();
                }
                #[allow(clippy::missing_const_for_fn)]
                {
                    serve().await?;
                    Ok(())
                }
            },
            |value| ::metrics_core::__private::Classify(value).__tracked_outcome(),
        )
        .await;
}
#[cfg(not(any(clippy, doc)))]
fn adder(
    step: u32,
) -> impl ::metrics_core::__private::Future<Output = impl Fn(u32) -> u32> {
    let __site = ::metrics_core::__private::call_site!("adder");
    let __returns = ::metrics_core::__private::Returns::new();
    if false {
        return __returns.tracked();
    }
    return ::metrics_core::__private::Tracked::new(
        __site,
        __returns,
        async move {
            if false {
                return __returns.unreachable();
            }
            #[allow(clippy::missing_const_for_fn)] { move |number| number + step }
        },
        |value| ::metrics_core::__private::Classify(value).__tracked_outcome(),
    );
}
#[cfg_attr(not(any(clippy, doc)), cfg(any()))]
#[allow(clippy::missing_const_for_fn)]
async fn adder(step: u32) -> impl Fn(u32) -> u32 {
    move |number| number + step
}
