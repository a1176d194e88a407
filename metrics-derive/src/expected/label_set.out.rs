const _: () = {
    #[automatically_derived]
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
            let __index = 0;
            let __index = ::metrics_core::__private::push_index(
                __index,
                <Outcome as ::metrics_core::Label>::index(self.outcome),
                <Outcome as ::metrics_core::Label>::VALUES,
            );
            let __index = ::metrics_core::__private::push_index(
                __index,
                <Method as ::metrics_core::Label>::index(self.method),
                <Method as ::metrics_core::Label>::VALUES,
            );
            let __index = ::metrics_core::__private::push_index(
                __index,
                <bool as ::metrics_core::Label>::index(self.r#type),
                <bool as ::metrics_core::Label>::VALUES,
            );
            __index
        }
        fn from_index(__index: usize) -> ::core::option::Option<Self> {
            let mut __rest = __index;
            let __labels = Self {
                r#type: <bool as ::metrics_core::Label>::from_index(
                    ::metrics_core::__private::pop_index(
                        &mut __rest,
                        <bool as ::metrics_core::Label>::VALUES,
                    )?,
                )?,
                method: <Method as ::metrics_core::Label>::from_index(
                    ::metrics_core::__private::pop_index(
                        &mut __rest,
                        <Method as ::metrics_core::Label>::VALUES,
                    )?,
                )?,
                outcome: <Outcome as ::metrics_core::Label>::from_index(
                    ::metrics_core::__private::pop_index(
                        &mut __rest,
                        <Outcome as ::metrics_core::Label>::VALUES,
                    )?,
                )?,
            };
            (__rest == 0).then_some(__labels)
        }
    }
};
const _: () = ::metrics_core::__private::check::label_name("outcome");
const _: () = ::metrics_core::__private::check::label_name("verb");
const _: () = ::metrics_core::__private::check::label_name("type");
