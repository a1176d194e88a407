#[track_metrics]
#[tokio::main]
async fn main() -> Result<(), Error> {
    serve().await?;
    Ok(())
}

#[track_metrics]
async fn adder(step: u32) -> impl Fn(u32) -> u32 {
    move |number| number + step
}
