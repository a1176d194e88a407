const _: () = {
    const __BUCKETS1: &'static [f64] = &[0.05, 0.1, 1.0];
    const __BUCKETS2: &'static [f64] = &::metrics_core::__private::buckets::exponential::<
        8,
    >(256.0, 4.0);
    const __SPECS: &'static [::metrics_core::schema::FieldSpec] = &[
        ::metrics_core::schema::FieldSpec::new(
            "orders",
            "Orders processed, by outcome.",
        ),
        ::metrics_core::schema::FieldSpec {
            buckets: ::core::option::Option::Some(
                ::metrics_core::__private::check::bounds_or_stand_in(__BUCKETS1),
            ),
            native: ::core::option::Option::Some(::metrics_core::schema::NativeSpec {
                schema: ::metrics_core::schema::NativeSpec::schema_for(1.1),
                ..::metrics_core::schema::NativeSpec::DEFAULT
            }),
            ..::metrics_core::schema::FieldSpec::new(
                "payment_duration",
                "Payment round trip.",
            )
        },
        ::metrics_core::schema::FieldSpec {
            unit: "bytes",
            buckets: ::core::option::Option::Some(
                ::metrics_core::__private::check::bounds_or_stand_in(__BUCKETS2),
            ),
            touched_only: true,
            ..::metrics_core::schema::FieldSpec::new(
                "receipt",
                "Size of the receipt sent.",
            )
        },
        ::metrics_core::schema::FieldSpec {
            info: &[
                ::metrics_core::schema::InfoSpec {
                    name: "version",
                    value: ::core::option::Option::Some(env!("CARGO_PKG_VERSION")),
                },
                ::metrics_core::schema::InfoSpec {
                    name: "region",
                    value: ::core::option::Option::None,
                },
            ],
            ..::metrics_core::schema::FieldSpec::new("build", "What is running.")
        },
        ::metrics_core::schema::FieldSpec {
            rows: &[
                ::metrics_core::label::LabelSchema::in_rows("database"),
                ::metrics_core::label::LabelSchema::in_rows("table"),
            ],
            max_rows: ::core::option::Option::Some(20),
            ..::metrics_core::schema::FieldSpec::new(
                "table_size",
                "Size of tables, by database.",
            )
        },
    ];
    enum __Field<const NUMBER: usize> {}
    impl<const NUMBER: usize> ::metrics_core::schema::Spec for __Field<NUMBER> {
        const SPEC: ::metrics_core::schema::FieldSpec = __SPECS[NUMBER];
    }
    const __METRIC0: ::metrics_core::schema::MetricSchema = <Counter<
        Order,
    > as ::metrics_core::Metric<__Field<0>>>::SCHEMA;
    const __METRIC1: ::metrics_core::schema::MetricSchema = <Histogram<
        Method,
        Duration,
    > as ::metrics_core::Metric<__Field<1>>>::SCHEMA;
    const __METRIC2: ::metrics_core::schema::MetricSchema = <Histogram as ::metrics_core::Metric<
        __Field<2>,
    >>::SCHEMA;
    const __METRIC3: ::metrics_core::schema::MetricSchema = <Info as ::metrics_core::Metric<
        __Field<3>,
    >>::SCHEMA;
    const __METRIC4: ::metrics_core::schema::MetricSchema = <GaugeRows<
        2,
    > as ::metrics_core::Metric<__Field<4>>>::SCHEMA;
    #[automatically_derived]
    impl ShopMetrics {
        /// A metric set whose series are all at zero.
        #[must_use]
        pub const fn new() -> Self {
            Self {
                orders: <Counter<Order> as ::metrics_core::Metric<__Field<0>>>::NEW,
                payment_duration: <Histogram<
                    Method,
                    Duration,
                > as ::metrics_core::Metric<__Field<1>>>::NEW,
                r#receipt_size: <Histogram as ::metrics_core::Metric<__Field<2>>>::NEW,
                build: <Info as ::metrics_core::Metric<__Field<3>>>::NEW,
                table_size: <GaugeRows<2> as ::metrics_core::Metric<__Field<4>>>::NEW,
            }
        }
    }
    #[automatically_derived]
    impl ::core::default::Default for ShopMetrics {
        fn default() -> Self {
            Self::new()
        }
    }
    #[automatically_derived]
    impl ::metrics_core::Metrics for ShopMetrics {
        const SCHEMA: &'static ::metrics_core::schema::SetSchema = &::metrics_core::schema::SetSchema {
            type_name: "ShopMetrics",
            prefix: "shop",
            members: &[
                ::metrics_core::schema::MemberSchema::Metric(__METRIC0),
                ::metrics_core::schema::MemberSchema::Metric(__METRIC1),
                ::metrics_core::schema::MemberSchema::Metric(__METRIC2),
                ::metrics_core::schema::MemberSchema::Metric(__METRIC3),
                ::metrics_core::schema::MemberSchema::Metric(__METRIC4),
            ],
            location: ::metrics_core::__private::Location::caller(),
        };
        fn member(
            &self,
            __index: usize,
        ) -> ::core::option::Option<::metrics_core::Member<'_>> {
            match __index {
                0 => {
                    ::core::option::Option::Some(
                        <Counter<
                            Order,
                        > as ::metrics_core::Metric<__Field<0>>>::as_member(&self.orders),
                    )
                }
                1 => {
                    ::core::option::Option::Some(
                        <Histogram<
                            Method,
                            Duration,
                        > as ::metrics_core::Metric<
                            __Field<1>,
                        >>::as_member(&self.payment_duration),
                    )
                }
                2 => {
                    ::core::option::Option::Some(
                        <Histogram as ::metrics_core::Metric<
                            __Field<2>,
                        >>::as_member(&self.r#receipt_size),
                    )
                }
                3 => {
                    ::core::option::Option::Some(
                        <Info as ::metrics_core::Metric<
                            __Field<3>,
                        >>::as_member(&self.build),
                    )
                }
                4 => {
                    ::core::option::Option::Some(
                        <GaugeRows<
                            2,
                        > as ::metrics_core::Metric<
                            __Field<4>,
                        >>::as_member(&self.table_size),
                    )
                }
                _ => ::core::option::Option::None,
            }
        }
    }
    const __CLASHES: &'static [bool] = &::metrics_core::__private::check::clashes::<
        5,
    >(<ShopMetrics as ::metrics_core::Metrics>::SCHEMA);
    #[track_caller]
    const fn __distinct(member: usize) {
        ::metrics_core::__private::check::distinct(
            <ShopMetrics as ::metrics_core::Metrics>::SCHEMA,
            member,
            __CLASHES[member],
        );
    }
    const _: () = {
        ::metrics_core::__private::check::metric_name(&__METRIC0);
        __distinct(0)
    };
    const _: () = {
        ::metrics_core::__private::check::metric_name(&__METRIC1);
        __distinct(1)
    };
    const _: () = {
        ::metrics_core::__private::check::metric_name(&__METRIC2);
        __distinct(2)
    };
    const _: () = {
        ::metrics_core::__private::check::metric_name(&__METRIC3);
        __distinct(3)
    };
    const _: () = {
        ::metrics_core::__private::check::metric_name(&__METRIC4);
        __distinct(4)
    };
    const _: () = ::metrics_core::__private::check::metric_type(
        &__METRIC0,
        &__SPECS[0],
        ::metrics_core::__private::check::DEFAULT_MAX_SERIES,
    );
    const _: () = ::metrics_core::__private::check::metric_type(
        &__METRIC1,
        &__SPECS[1],
        ::metrics_core::__private::check::DEFAULT_MAX_SERIES,
    );
    const _: () = ::metrics_core::__private::check::metric_type(
        &__METRIC2,
        &__SPECS[2],
        50,
    );
    const _: () = ::metrics_core::__private::check::metric_type(
        &__METRIC3,
        &__SPECS[3],
        ::metrics_core::__private::check::DEFAULT_MAX_SERIES,
    );
    const _: () = ::metrics_core::__private::check::metric_type(
        &__METRIC4,
        &__SPECS[4],
        ::metrics_core::__private::check::DEFAULT_MAX_SERIES,
    );
    const _: () = ::metrics_core::__private::check::buckets(__BUCKETS1, &__METRIC1);
    const _: () = ::metrics_core::__private::check::native(&__METRIC1);
    const _: () = ::metrics_core::__private::check::native_growth(1.1);
    const _: () = ::metrics_core::__private::check::unit("bytes", &__METRIC2);
    const _: () = ::metrics_core::__private::check::exponential_arguments(256.0, 4.0);
    const _: () = ::metrics_core::__private::check::buckets(__BUCKETS2, &__METRIC2);
    const _: () = ::metrics_core::__private::check::info(&__METRIC3);
    const _: () = ::metrics_core::__private::check::label_name("version");
    const _: () = ::metrics_core::__private::check::label_name("region");
    const _: () = ::metrics_core::__private::check::rows(&__METRIC4);
    const _: () = ::metrics_core::__private::check::max_rows(20, &__METRIC4);
    const _: () = ::metrics_core::__private::check::label_name("database");
    const _: () = ::metrics_core::__private::check::label_name("table");
    const _: () = ::metrics_core::__private::check::prefix("shop");
    const _: () = ::metrics_core::__private::check::set_series(
        <ShopMetrics as ::metrics_core::Metrics>::SCHEMA,
        200,
    );
};
