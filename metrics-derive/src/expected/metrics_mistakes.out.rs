const _: () = {
    impl<T> Shop<T> {
        /// Stands in for the function that an error prevents.
        pub const fn new() -> Self {
            ::core::compile_error! {
                "`prefix` takes another form: write `prefix = \"shop\"`"
            }
            ::core::compile_error! {
                "the series of a metric set must be known to the compiler, so it cannot be generic: write one set for each type, or nest a common set with `#[metrics(prefix = \"…\")]`"
            }
            ::core::compile_error! {
                "`seen` does not say what it measures: write a doc comment above it, such as `/// Orders processed.`; its first paragraph becomes the metric's help text"
            }
            ::core::compile_error! {
                "`nam` is no key of `#[metric(…)]`, did you mean `name`? (its keys: `name`, `unit`, `buckets`, `quantiles`, `window`, `native`, `max_series`, `touched_only`, `info`, `rows`, `max_rows`, `skip`)"
            }
        }
    }
    impl<T> ::core::default::Default for Shop<T> {
        fn default() -> Self {
            Self::new()
        }
    }
    impl<T> ::metrics_core::Metrics for Shop<T>
    where
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {
        const SCHEMA: &'static ::metrics_core::schema::SetSchema = &::metrics_core::schema::SetSchema {
            type_name: "Shop",
            prefix: "",
            members: &[],
            location: ::metrics_core::__private::Location::caller(),
        };
        fn member(
            &self,
            __index: usize,
        ) -> ::core::option::Option<::metrics_core::Member<'_>> {
            ::core::option::Option::None
        }
    }
};
