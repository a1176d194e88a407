#[tokio::main]
async fn main() -> Result<(), Error> {
    let site = ::metrics_core::__private::call_site!("main");
    let returns = ::metrics_core::__private::Returns::new();
    if false {
        return returns.unreachable();
    }
    ::metrics_core::__private::Tracked::new(
            site,
            async move {
                if false {
                    return returns.unreachable();
                }
                {
                    serve().await?;
                    Ok(())
                }
            },
            |value| ::metrics_core::__private::Classify(value).tracked_outcome(),
        )
        .await
}
async fn adder(step: u32) -> impl Fn(u32) -> u32 {
    let site = ::metrics_core::__private::call_site!("adder");
    let returns = ::metrics_core::__private::Returns::new();
    if false {
        return returns.unreachable();
    }
    ::metrics_core::__private::Tracked::new(
            site,
            async move {
                if false {
                    return returns.unreachable();
                }
                let step = step;
                { move |number| number + step }
            },
            |value| ::metrics_core::__private::Classify(value).tracked_outcome(),
        )
        .await
}
