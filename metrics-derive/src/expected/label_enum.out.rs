const _: () = {
    #[automatically_derived]
    impl ::metrics_core::Label for Outcome {
        const NAME: &'static str = "outcome";
        const VALUES: ::metrics_core::label::Values = ::metrics_core::label::Values::Fixed(
            &["success", "not_found", "refused", "type"],
        );
        #[inline]
        fn index(self) -> usize {
            match self {
                Self::Success => 0,
                Self::NotFound => 1,
                Self::Declined => 2,
                Self::r#type => 3,
            }
        }
        fn from_index(__index: usize) -> ::core::option::Option<Self> {
            match __index {
                0 => ::core::option::Option::Some(Self::Success),
                1 => ::core::option::Option::Some(Self::NotFound),
                2 => ::core::option::Option::Some(Self::Declined),
                3 => ::core::option::Option::Some(Self::r#type),
                _ => ::core::option::Option::None,
            }
        }
    }
    #[automatically_derived]
    impl ::core::str::FromStr for Outcome {
        type Err = ::metrics_core::label::UnknownLabel;
        fn from_str(
            __text: &str,
        ) -> ::core::result::Result<Self, ::metrics_core::label::UnknownLabel> {
            match __text {
                "success" => ::core::result::Result::Ok(Self::Success),
                "not_found" => ::core::result::Result::Ok(Self::NotFound),
                "refused" => ::core::result::Result::Ok(Self::Declined),
                "type" => ::core::result::Result::Ok(Self::r#type),
                _ => ::core::result::Result::Err(::metrics_core::label::UnknownLabel),
            }
        }
    }
    const _: () = ::metrics_core::__private::check::label_name("outcome");
    const _: () = ::metrics_core::__private::check::label_value("refused");
};
