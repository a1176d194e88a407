#[cfg(not(any(clippy, doc)))]
fn run_forever(
    &self,
) -> impl ::metrics_core::__private::Future<Output = ::metrics_core::__private::Never> {
    let __site = ::metrics_core::__private::call_site!("run_forever");
    let __returns = ::metrics_core::__private::Returns::<
        ::metrics_core::__private::Never,
    >::new();
    return ::metrics_core::__private::Tracked::new(
        __site,
        __returns,
        async move {
            let _ = &self;
            #[allow(clippy::missing_const_for_fn)]
            {
                loop {
                    self.tick().await;
                }
            }
        },
        |value| ::metrics_core::__private::Classify(value).__tracked_outcome(),
    );
}
#[cfg_attr(not(any(clippy, doc)), cfg(any()))]
#[allow(clippy::missing_const_for_fn)]
async fn run_forever(&self) -> ! {
    loop {
        self.tick().await;
    }
}
