#[cfg(not(any(clippy, doc)))]
///Charges the card.
pub(crate) fn charge<T: Into<Amount>>(
    self: Arc<Self>,
    card: &Card,
    amount: T,
) -> impl ::metrics_core::__private::Future<Output = Result<Receipt, ChargeError>>
where
    T: Send,
{
    let __site = ::metrics_core::__private::call_site!("charge");
    let __returns = ::metrics_core::__private::Returns::<
        Result<Receipt, ChargeError>,
    >::new();
    return ::metrics_core::__private::Tracked::new(
        __site,
        __returns,
        async move {
            if false {
                return __returns.unreachable();
            }
            let _ = &self;
            let mut amount = amount;
            #[allow(clippy::missing_const_for_fn)]
            {
                let receipt = self.bank.charge(card, amount.into()).await?;
                Ok(receipt)
            }
        },
        |value| ::metrics_core::__private::Classify(value).__tracked_outcome(),
    );
}
#[cfg_attr(not(any(clippy, doc)), cfg(any()))]
#[allow(clippy::missing_const_for_fn)]
///Charges the card.
pub(crate) async fn charge<T: Into<Amount>>(
    self: Arc<Self>,
    card: &Card,
    mut amount: T,
) -> Result<Receipt, ChargeError>
where
    T: Send,
{
    let receipt = self.bank.charge(card, amount.into()).await?;
    Ok(receipt)
}
