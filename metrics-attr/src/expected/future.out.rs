///Charges the card.
pub(crate) fn charge<T: Into<Amount>>(
    self: Arc<Self>,
    card: &Card,
    amount: T,
) -> impl ::metrics_core::__private::Future<Output = Result<Receipt, ChargeError>>
where
    T: Send,
{
    let site = ::metrics_core::__private::call_site!("charge");
    let returns = ::metrics_core::__private::Returns::<
        Result<Receipt, ChargeError>,
    >::new();
    ::metrics_core::__private::Tracked::new(
        site,
        async move {
            if false {
                return returns.unreachable();
            }
            let _ = &self;
            let card = card;
            let mut amount = amount;
            {
                let receipt = self.bank.charge(card, amount.into()).await?;
                Ok(receipt)
            }
        },
        |value| ::metrics_core::__private::Classify(value).tracked_outcome(),
    )
}
fn run_forever(
    &self,
) -> impl ::metrics_core::__private::Future<Output = ::metrics_core::__private::Never> {
    let site = ::metrics_core::__private::call_site!("run_forever");
    let returns = ::metrics_core::__private::Returns::<
        ::metrics_core::__private::Never,
    >::new();
    ::metrics_core::__private::Tracked::new(
        site,
        async move {
            if false {
                return returns.unreachable();
            }
            let _ = &self;
            {
                loop {
                    self.tick().await;
                }
            }
        },
        |value| ::metrics_core::__private::Classify(value).tracked_outcome(),
    )
}
