const _: () = {
    /// The values that this label has seen.
    static __VALUES: ::metrics_core::label::Interner = ::metrics_core::label::Interner::new(
        <Bounded<32> as ::metrics_core::label::RunTimeValues>::CAPACITY,
        "rest",
    );
    #[automatically_derived]
    impl ::metrics_core::Label for Tenant {
        const NAME: &'static str = "tenant";
        const VALUES: ::metrics_core::label::Values = ::metrics_core::label::Values::Interned {
            capacity: <Bounded<32> as ::metrics_core::label::RunTimeValues>::CAPACITY,
            seen: || &__VALUES,
        };
        #[inline]
        fn index(self) -> usize {
            <Bounded<32> as ::metrics_core::label::RunTimeValues>::index(self.0)
        }
        fn from_index(__index: usize) -> ::core::option::Option<Self> {
            <Bounded<
                32,
            > as ::metrics_core::label::RunTimeValues>::from_index(&__VALUES, __index)
                .map(Self)
        }
    }
    #[automatically_derived]
    impl ::core::convert::From<&str> for Tenant {
        fn from(__text: &str) -> Self {
            Self(
                <Bounded<
                    32,
                > as ::metrics_core::label::RunTimeValues>::intern(&__VALUES, __text),
            )
        }
    }
    const _: () = ::metrics_core::__private::check::label_name("tenant");
    const _: () = ::metrics_core::__private::check::label_value("rest");
    const _: () = ::metrics_core::__private::check::capacity(
        <Bounded<32> as ::metrics_core::label::RunTimeValues>::CAPACITY,
    );
};
