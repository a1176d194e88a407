#[track_metrics]
fn fetch<'a>(&'a self, url: &'a str) -> impl Future<Output = Result<Page, Error>> + Send + 'a {
    let url = self.base.join(url);
    async move { self.client.get(url?).await }
}

#[track_metrics]
fn fetch_boxed(&self) -> Pin<Box<dyn Future<Output = Result<Page, Error>> + Send + '_>> {
    Box::pin(self.fetch("/"))
}
