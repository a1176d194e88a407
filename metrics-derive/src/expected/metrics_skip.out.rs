const _: () = {
    enum __Field0 {}
    impl __Field0 {
        const SCHEMA: ::metrics_core::schema::MetricSchema = <Counter as ::metrics_core::Metric<
            Self,
        >>::SCHEMA;
    }
    impl ::metrics_core::schema::Spec for __Field0 {
        const SPEC: ::metrics_core::schema::FieldSpec = ::metrics_core::schema::FieldSpec::new(
            "seen",
            "Seen.",
        );
    }
    #[automatically_derived]
    impl Skipping {
        /// A metric set whose series are all at zero.
        #[must_use]
        fn new() -> Self {
            Self {
                seen: <Counter as ::metrics_core::Metric<__Field0>>::NEW,
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
            members: &[::metrics_core::schema::MemberSchema::Metric(__Field0::SCHEMA)],
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
                            __Field0,
                        >>::as_member(&self.seen),
                    )
                }
                _ => ::core::option::Option::None,
            }
        }
    }
    const _: () = ::metrics_core::__private::check::metric_name(&__Field0::SCHEMA);
    const _: () = ::metrics_core::__private::check::field(
        &<__Field0 as ::metrics_core::schema::Spec>::SPEC,
        &__Field0::SCHEMA,
    );
    const _: () = ::metrics_core::__private::check::labels(&__Field0::SCHEMA);
    const _: () = ::metrics_core::__private::check::series(
        &__Field0::SCHEMA,
        ::metrics_core::__private::check::DEFAULT_MAX_SERIES,
    );
    const __CLASHES: [bool; 1] = ::metrics_core::__private::check::clashes(
        <Skipping as ::metrics_core::Metrics>::SCHEMA,
    );
    const _: () = ::metrics_core::__private::check::distinct(
        <Skipping as ::metrics_core::Metrics>::SCHEMA,
        0,
        __CLASHES[0],
    );
};
