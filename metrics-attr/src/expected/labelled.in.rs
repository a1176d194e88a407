#[track_metrics]
#[track_caller]
fn take(&mut self, text: &str) -> Result<usize, Error> {
    let amount = text.parse()?;
    if self.orders.iter().any(|order| return order.is_large()) {
        return Err(Error::at(Location::caller()));
    }
    self.take_exactly(amount)
}

#[track_metrics(error)]
#[track_caller]
fn parse(text: &str) -> Result<usize, Error> {
    Ok(text.parse()?)
}
