const _: () = {
    enum __Field0 {}
    impl __Field0 {
        const SCHEMA: ::metrics_core::schema::MetricSchema = <Counter<
            Order,
        > as ::metrics_core::Metric<Self>>::SCHEMA;
    }
    impl ::metrics_core::schema::Spec for __Field0 {
        const SPEC: ::metrics_core::schema::FieldSpec = ::metrics_core::schema::FieldSpec::new(
            "orders",
            "Orders processed, by outcome.",
        );
    }
    enum __Field1 {}
    impl __Field1 {
        const BUCKETS: &'static [f64] = &[0.05, 0.1, 1.0];
        const SCHEMA: ::metrics_core::schema::MetricSchema = <Histogram<
            Method,
            Duration,
        > as ::metrics_core::Metric<Self>>::SCHEMA;
    }
    impl ::metrics_core::schema::Spec for __Field1 {
        const SPEC: ::metrics_core::schema::FieldSpec = ::metrics_core::schema::FieldSpec {
            buckets: ::core::option::Option::Some(
                ::metrics_core::__private::check::bounds_or_stand_in(Self::BUCKETS),
            ),
            native: ::core::option::Option::Some(::metrics_core::schema::NativeSpec {
                schema: ::metrics_core::schema::NativeSpec::schema_for(1.1),
                ..::metrics_core::schema::NativeSpec::DEFAULT
            }),
            ..::metrics_core::schema::FieldSpec::new(
                "payment_duration",
                "Payment round trip.",
            )
        };
    }
    enum __Field2 {}
    impl __Field2 {
        const BUCKETS: &'static [f64] = &::metrics_core::__private::buckets::exponential::<
            8,
        >(256.0, 4.0);
        const SCHEMA: ::metrics_core::schema::MetricSchema = <Histogram as ::metrics_core::Metric<
            Self,
        >>::SCHEMA;
    }
    impl ::metrics_core::schema::Spec for __Field2 {
        const SPEC: ::metrics_core::schema::FieldSpec = ::metrics_core::schema::FieldSpec {
            unit: "bytes",
            buckets: ::core::option::Option::Some(
                ::metrics_core::__private::check::bounds_or_stand_in(Self::BUCKETS),
            ),
            touched_only: true,
            ..::metrics_core::schema::FieldSpec::new(
                "receipt",
                "Size of the receipt sent.",
            )
        };
    }
    enum __Field3 {}
    impl __Field3 {
        const SCHEMA: ::metrics_core::schema::MetricSchema = <Info as ::metrics_core::Metric<
            Self,
        >>::SCHEMA;
    }
    impl ::metrics_core::schema::Spec for __Field3 {
        const SPEC: ::metrics_core::schema::FieldSpec = ::metrics_core::schema::FieldSpec {
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
        };
    }
    enum __Field4 {}
    impl __Field4 {
        const SCHEMA: ::metrics_core::schema::MetricSchema = <GaugeRows<
            2,
        > as ::metrics_core::Metric<Self>>::SCHEMA;
    }
    impl ::metrics_core::schema::Spec for __Field4 {
        const SPEC: ::metrics_core::schema::FieldSpec = ::metrics_core::schema::FieldSpec {
            rows: &[
                ::metrics_core::label::LabelSchema::in_rows("database"),
                ::metrics_core::label::LabelSchema::in_rows("table"),
            ],
            max_rows: ::core::option::Option::Some(20),
            ..::metrics_core::schema::FieldSpec::new(
                "table_size",
                "Size of tables, by database.",
            )
        };
    }
    #[automatically_derived]
    impl ShopMetrics {
        /// A metric set whose series are all at zero.
        #[must_use]
        pub const fn new() -> Self {
            Self {
                orders: <Counter<Order> as ::metrics_core::Metric<__Field0>>::NEW,
                payment_duration: <Histogram<
                    Method,
                    Duration,
                > as ::metrics_core::Metric<__Field1>>::NEW,
                r#receipt_size: <Histogram as ::metrics_core::Metric<__Field2>>::NEW,
                build: <Info as ::metrics_core::Metric<__Field3>>::NEW,
                table_size: <GaugeRows<2> as ::metrics_core::Metric<__Field4>>::NEW,
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
                ::metrics_core::schema::MemberSchema::Metric(__Field0::SCHEMA),
                ::metrics_core::schema::MemberSchema::Metric(__Field1::SCHEMA),
                ::metrics_core::schema::MemberSchema::Metric(__Field2::SCHEMA),
                ::metrics_core::schema::MemberSchema::Metric(__Field3::SCHEMA),
                ::metrics_core::schema::MemberSchema::Metric(__Field4::SCHEMA),
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
                        > as ::metrics_core::Metric<__Field0>>::as_member(&self.orders),
                    )
                }
                1 => {
                    ::core::option::Option::Some(
                        <Histogram<
                            Method,
                            Duration,
                        > as ::metrics_core::Metric<
                            __Field1,
                        >>::as_member(&self.payment_duration),
                    )
                }
                2 => {
                    ::core::option::Option::Some(
                        <Histogram as ::metrics_core::Metric<
                            __Field2,
                        >>::as_member(&self.r#receipt_size),
                    )
                }
                3 => {
                    ::core::option::Option::Some(
                        <Info as ::metrics_core::Metric<
                            __Field3,
                        >>::as_member(&self.build),
                    )
                }
                4 => {
                    ::core::option::Option::Some(
                        <GaugeRows<
                            2,
                        > as ::metrics_core::Metric<
                            __Field4,
                        >>::as_member(&self.table_size),
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
    const _: () = ::metrics_core::__private::check::metric_name(&__Field1::SCHEMA);
    const _: () = ::metrics_core::__private::check::field(
        &<__Field1 as ::metrics_core::schema::Spec>::SPEC,
        &__Field1::SCHEMA,
    );
    const _: () = ::metrics_core::__private::check::labels(&__Field1::SCHEMA);
    const _: () = ::metrics_core::__private::check::series(
        &__Field1::SCHEMA,
        ::metrics_core::__private::check::DEFAULT_MAX_SERIES,
    );
    const _: () = ::metrics_core::__private::check::buckets(
        __Field1::BUCKETS,
        &__Field1::SCHEMA,
    );
    const _: () = ::metrics_core::__private::check::native(&__Field1::SCHEMA);
    const _: () = ::metrics_core::__private::check::native_growth(1.1);
    const _: () = ::metrics_core::__private::check::metric_name(&__Field2::SCHEMA);
    const _: () = ::metrics_core::__private::check::field(
        &<__Field2 as ::metrics_core::schema::Spec>::SPEC,
        &__Field2::SCHEMA,
    );
    const _: () = ::metrics_core::__private::check::labels(&__Field2::SCHEMA);
    const _: () = ::metrics_core::__private::check::series(&__Field2::SCHEMA, 50);
    const _: () = ::metrics_core::__private::check::unit("bytes", &__Field2::SCHEMA);
    const _: () = ::metrics_core::__private::check::exponential_arguments(256.0, 4.0);
    const _: () = ::metrics_core::__private::check::buckets(
        __Field2::BUCKETS,
        &__Field2::SCHEMA,
    );
    const _: () = ::metrics_core::__private::check::metric_name(&__Field3::SCHEMA);
    const _: () = ::metrics_core::__private::check::field(
        &<__Field3 as ::metrics_core::schema::Spec>::SPEC,
        &__Field3::SCHEMA,
    );
    const _: () = ::metrics_core::__private::check::labels(&__Field3::SCHEMA);
    const _: () = ::metrics_core::__private::check::series(
        &__Field3::SCHEMA,
        ::metrics_core::__private::check::DEFAULT_MAX_SERIES,
    );
    const _: () = ::metrics_core::__private::check::info(&__Field3::SCHEMA);
    const _: () = ::metrics_core::__private::check::label_name("version");
    const _: () = ::metrics_core::__private::check::label_name("region");
    const _: () = ::metrics_core::__private::check::metric_name(&__Field4::SCHEMA);
    const _: () = ::metrics_core::__private::check::field(
        &<__Field4 as ::metrics_core::schema::Spec>::SPEC,
        &__Field4::SCHEMA,
    );
    const _: () = ::metrics_core::__private::check::labels(&__Field4::SCHEMA);
    const _: () = ::metrics_core::__private::check::series(
        &__Field4::SCHEMA,
        ::metrics_core::__private::check::DEFAULT_MAX_SERIES,
    );
    const _: () = ::metrics_core::__private::check::rows(&__Field4::SCHEMA);
    const _: () = ::metrics_core::__private::check::max_rows(20, &__Field4::SCHEMA);
    const _: () = ::metrics_core::__private::check::label_name("database");
    const _: () = ::metrics_core::__private::check::label_name("table");
    const _: () = ::metrics_core::__private::check::prefix("shop");
    const __CLASHES: [bool; 5] = ::metrics_core::__private::check::clashes(
        <ShopMetrics as ::metrics_core::Metrics>::SCHEMA,
    );
    const _: () = ::metrics_core::__private::check::distinct(
        <ShopMetrics as ::metrics_core::Metrics>::SCHEMA,
        0,
        __CLASHES[0],
    );
    const _: () = ::metrics_core::__private::check::distinct(
        <ShopMetrics as ::metrics_core::Metrics>::SCHEMA,
        1,
        __CLASHES[1],
    );
    const _: () = ::metrics_core::__private::check::distinct(
        <ShopMetrics as ::metrics_core::Metrics>::SCHEMA,
        2,
        __CLASHES[2],
    );
    const _: () = ::metrics_core::__private::check::distinct(
        <ShopMetrics as ::metrics_core::Metrics>::SCHEMA,
        3,
        __CLASHES[3],
    );
    const _: () = ::metrics_core::__private::check::distinct(
        <ShopMetrics as ::metrics_core::Metrics>::SCHEMA,
        4,
        __CLASHES[4],
    );
    const _: () = ::metrics_core::__private::check::set_series(
        <ShopMetrics as ::metrics_core::Metrics>::SCHEMA,
        200,
    );
};
