#[cfg(not(any(clippy, doc)))]
fn fetch<'a>(
    &'a self,
    url: &'a str,
) -> impl Future<Output = Result<Page, Error>> + Send + 'a {
    let __site = ::metrics_core::__private::call_site!("fetch");
    let __returns = ::metrics_core::__private::Returns::<Result<Page, Error>>::new();
    let __future = __returns
        .future_of(move || {
            let _ = &self;
            #[allow(clippy::missing_const_for_fn)]
            {
                let url = self.base.join(url);
                async move { self.client.get(url?).await }
            }
        });
    return ::metrics_core::__private::Tracked::new(
        __site,
        __returns,
        __future,
        |value| ::metrics_core::__private::Classify(value).__tracked_outcome(),
    );
}
#[cfg_attr(not(any(clippy, doc)), cfg(any()))]
#[allow(clippy::missing_const_for_fn)]
fn fetch<'a>(
    &'a self,
    url: &'a str,
) -> impl Future<Output = Result<Page, Error>> + Send + 'a {
    let url = self.base.join(url);
    async move { self.client.get(url?).await }
}
#[cfg(not(any(clippy, doc)))]
fn fetch_boxed(&self) -> Pin<Box<dyn Future<Output = Result<Page, Error>> + Send + '_>> {
    let __site = ::metrics_core::__private::call_site!("fetch_boxed");
    let __returns = ::metrics_core::__private::Returns::new();
    if false {
        return __returns.unreachable();
    }
    let __future = __returns
        .seen_of(move || {
            if false {
                return __returns.unreachable();
            }
            let _ = &self;
            #[allow(clippy::missing_const_for_fn)] { Box::pin(self.fetch("/")) }
        });
    let __returns = ::metrics_core::__private::Returns::new();
    return ::metrics_core::__private::Box::pin(
        ::metrics_core::__private::Tracked::new(
            __site,
            __returns,
            __future,
            |value| ::metrics_core::__private::Classify(value).__tracked_outcome(),
        ),
    );
}
#[cfg_attr(not(any(clippy, doc)), cfg(any()))]
#[allow(clippy::missing_const_for_fn)]
fn fetch_boxed(&self) -> Pin<Box<dyn Future<Output = Result<Page, Error>> + Send + '_>> {
    Box::pin(self.fetch("/"))
}
