#[track_metrics]
#[doc = "Charges the card."]
pub(crate) async fn charge<T: Into<Amount>>(self: Arc<Self>, card: &Card, mut amount: T) -> Result<Receipt, ChargeError>
where
    T: Send,
{
    let receipt = self.bank.charge(card, amount.into()).await?;
    Ok(receipt)
}
