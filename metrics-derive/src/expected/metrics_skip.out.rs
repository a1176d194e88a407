const _: () = {
    const __SPECS: &'static [::metrics_core::schema::FieldSpec] = &[
        ::metrics_core::schema::FieldSpec::new("seen", "Seen."),
    ];
    enum __Field<const NUMBER: usize> {}
    impl<const NUMBER: usize> ::metrics_core::schema::Spec for __Field<NUMBER> {
        const SPEC: ::metrics_core::schema::FieldSpec = __SPECS[NUMBER];
    }
    const __METRIC0: ::metrics_core::schema::MetricSchema = <Counter as ::metrics_core::Metric<
        __Field<0>,
    >>::SCHEMA;
    #[automatically_derived]
    impl Skipping {
        /// A metric set whose series are all at zero.
        #[must_use]
        fn new() -> Self {
            Self {
                seen: <Counter as ::metrics_core::Metric<__Field<0>>>::NEW,
                cache: <Vec<u8> as ::core::default::Default>::default(),
            }
        }
    }
    #[automatically_derived]
    impl ::core::default::Default for Skipping {
        fn default() -> Self {
            Self::new()
        }
    }
    #[automatically_derived]
    impl ::metrics_core::Metrics for Skipping {
        const SCHEMA: &'static ::metrics_core::schema::SetSchema = &::metrics_core::schema::SetSchema {
            type_name: "Skipping",
            prefix: "",
            members: &[::metrics_core::schema::MemberSchema::Metric(__METRIC0)],
            location: ::metrics_core::__private::Location::caller(),
        };
        fn member(
            &self,
            __index: usize,
        ) -> ::core::option::Option<::metrics_core::Member<'_>> {
            match __index {
                0 => {
                    ::core::option::Option::Some(
                        <Counter as ::metrics_core::Metric<
                            __Field<0>,
                        >>::as_member(&self.seen),
                    )
                }
                _ => ::core::option::Option::None,
            }
        }
    }
    const __CLASHES: &'static [bool] = &::metrics_core::__private::check::clashes::<
        1,
    >(<Skipping as ::metrics_core::Metrics>::SCHEMA);
    #[track_caller]
    const fn __distinct(member: usize) {
        ::metrics_core::__private::check::distinct(
            <Skipping as ::metrics_core::Metrics>::SCHEMA,
            member,
            __CLASHES[member],
        );
    }
    const _: () = {
        ::metrics_core::__private::check::metric_name(&__METRIC0);
        __distinct(0)
    };
    const _: () = ::metrics_core::__private::check::metric_type(
        &__METRIC0,
        &__SPECS[0],
        ::metrics_core::__private::check::DEFAULT_MAX_SERIES,
    );
};
