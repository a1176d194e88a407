const _: () = {
    #[automatically_derived]
    impl AllMetrics {
        /// A metric set whose series are all at zero.
        #[must_use]
        pub(crate) const fn new() -> Self {
            Self {
                http: <HttpMetrics>::new(),
                database: <DatabaseMetrics>::new(),
                version: 3,
            }
        }
    }
    #[automatically_derived]
    impl ::core::default::Default for AllMetrics {
        fn default() -> Self {
            Self::new()
        }
    }
    #[automatically_derived]
    impl ::facade::metrics::Metrics for AllMetrics {
        const SCHEMA: &'static ::facade::metrics::schema::SetSchema = &::facade::metrics::schema::SetSchema {
            type_name: "AllMetrics",
            prefix: "",
            members: &[
                ::facade::metrics::schema::MemberSchema::Set {
                    prefix: "",
                    schema: <HttpMetrics as ::facade::metrics::Metrics>::SCHEMA,
                },
                ::facade::metrics::schema::MemberSchema::Set {
                    prefix: "db",
                    schema: <DatabaseMetrics as ::facade::metrics::Metrics>::SCHEMA,
                },
            ],
            location: ::facade::metrics::__private::Location::caller(),
        };
        fn member(
            &self,
            __index: usize,
        ) -> ::core::option::Option<::facade::metrics::Member<'_>> {
            match __index {
                0 => {
                    ::core::option::Option::Some(
                        <HttpMetrics as ::facade::metrics::Metrics>::as_member(
                            &self.http,
                        ),
                    )
                }
                1 => {
                    ::core::option::Option::Some(
                        <DatabaseMetrics as ::facade::metrics::Metrics>::as_member(
                            &self.database,
                        ),
                    )
                }
                _ => ::core::option::Option::None,
            }
        }
    }
    const __CLASHES: &'static [bool] = &::facade::metrics::__private::check::clashes::<
        2,
    >(<AllMetrics as ::facade::metrics::Metrics>::SCHEMA);
    #[track_caller]
    const fn __distinct(member: usize) {
        ::facade::metrics::__private::check::distinct(
            <AllMetrics as ::facade::metrics::Metrics>::SCHEMA,
            member,
            __CLASHES[member],
        );
    }
    const _: () = { __distinct(0) };
    const _: () = { __distinct(1) };
    const _: () = ::facade::metrics::__private::check::prefix("db");
};
