const _: () = {
    #[automatically_derived]
    impl ::metrics_core::LabelSet for Order {
        const LABELS: &'static [::metrics_core::label::LabelSchema] = &[
            ::metrics_core::label::LabelSchema::named::<Outcome>("outcome"),
            ::metrics_core::label::LabelSchema::named::<Method>("verb"),
            ::metrics_core::label::LabelSchema::named::<bool>("type"),
        ];
        #[inline]
        fn index(self) -> usize {
            let index = 0;
            let index = ::metrics_core::__private::push_index(index, self.outcome);
            let index = ::metrics_core::__private::push_index(index, self.method);
            let index = ::metrics_core::__private::push_index(index, self.r#type);
            index
        }
        fn from_index(index: usize) -> ::core::option::Option<Self> {
            let mut rest = index;
            let labels = Self {
                r#type: ::metrics_core::__private::pop_index(&mut rest)?,
                method: ::metrics_core::__private::pop_index(&mut rest)?,
                outcome: ::metrics_core::__private::pop_index(&mut rest)?,
            };
            (rest == 0).then_some(labels)
        }
    }
    const _: () = ::metrics_core::__private::check::label_name("outcome");
    const _: () = ::metrics_core::__private::check::label_name("verb");
    const _: () = ::metrics_core::__private::check::label_name("type");
};
