#[track_metrics]
async fn run_forever(&self) -> ! {
    loop {
        self.tick().await;
    }
}
