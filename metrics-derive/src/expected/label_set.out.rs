const _: () = {
    #[automatically_derived]
    #[diagnostic::do_not_recommend]
    impl ::metrics_core::LabelSet for Order {
        const LABELS: &'static [::metrics_core::label::LabelSchema] = &[
            ::metrics_core::label::LabelSchema::new(
                "outcome",
                <Outcome as ::metrics_core::Label>::VALUES,
            ),
            ::metrics_core::label::LabelSchema::new(
                "verb",
                <Method as ::metrics_core::Label>::VALUES,
            ),
            ::metrics_core::label::LabelSchema::new(
                "type",
                <bool as ::metrics_core::Label>::VALUES,
            ),
        ];
        #[inline]
        fn index(self) -> usize {
            let index = 0;
            let index = ::metrics_core::__private::push_index(
                index,
                <Outcome as ::metrics_core::Label>::index(self.outcome),
                <Outcome as ::metrics_core::Label>::VALUES,
            );
            let index = ::metrics_core::__private::push_index(
                index,
                <Method as ::metrics_core::Label>::index(self.method),
                <Method as ::metrics_core::Label>::VALUES,
            );
            let index = ::metrics_core::__private::push_index(
                index,
                <bool as ::metrics_core::Label>::index(self.r#type),
                <bool as ::metrics_core::Label>::VALUES,
            );
            index
        }
        fn from_index(index: usize) -> ::core::option::Option<Self> {
            let mut rest = index;
            let labels = Self {
                r#type: <bool as ::metrics_core::Label>::from_index(
                    ::metrics_core::__private::pop_index(
                        &mut rest,
                        <bool as ::metrics_core::Label>::VALUES,
                    )?,
                )?,
                method: <Method as ::metrics_core::Label>::from_index(
                    ::metrics_core::__private::pop_index(
                        &mut rest,
                        <Method as ::metrics_core::Label>::VALUES,
                    )?,
                )?,
                outcome: <Outcome as ::metrics_core::Label>::from_index(
                    ::metrics_core::__private::pop_index(
                        &mut rest,
                        <Outcome as ::metrics_core::Label>::VALUES,
                    )?,
                )?,
            };
            (rest == 0).then_some(labels)
        }
    }
};
const _: () = ::metrics_core::__private::check::label_name("outcome");
const _: () = ::metrics_core::__private::check::label_name("verb");
const _: () = ::metrics_core::__private::check::label_name("type");
