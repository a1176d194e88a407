const _: () = {
    #[automatically_derived]
    impl<'a, T> ::metrics_core::ErrorLabel for ChargeError<'a, T> {
        const KINDS: ::metrics_core::label::Values = ::metrics_core::label::Values::Fixed(
            &["declined", "limit", "network"],
        );
        #[inline]
        fn kind(&self) -> usize {
            match *self {
                Self::Declined { .. } => 0,
                Self::Limit { .. } => 1,
                Self::Net { .. } => 2,
            }
        }
    }
    const _: () = ::metrics_core::__private::check::label_value("network");
};
