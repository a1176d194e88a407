::core::compile_error! {
    "`Success` carries data, so it stands for more than one value: drop the data here and put it into a log or a trace; what has few values itself becomes a label of its own, beside this one in a tuple or a `LabelSet`"
}
::core::compile_error! {
    "two variants have the value \"success\": give one of them another with `#[label(rename = \"…\")]`"
}
::core::compile_error! {
    "`success` is first given here"
}
const _: () = {
    impl ::metrics_core::Label for Outcome {
        const NAME: &'static str = "outcome";
        const VALUES: ::metrics_core::label::Values = ::metrics_core::label::Values::Fixed(
            &["value"],
        );
        fn index(self) -> usize {
            0
        }
        fn from_index(__index: usize) -> ::core::option::Option<Self> {
            ::core::option::Option::None
        }
    }
    impl ::core::convert::From<&str> for Outcome {
        fn from(__text: &str) -> Self {
            ::core::unreachable!()
        }
    }
    impl ::core::str::FromStr for Outcome {
        type Err = ::metrics_core::label::UnknownLabel;
        fn from_str(
            __text: &str,
        ) -> ::core::result::Result<Self, ::metrics_core::label::UnknownLabel> {
            ::core::unreachable!()
        }
    }
};
const _: () = {
    const _: () = ::metrics_core::__private::check::label_name("outcome");
    const _: () = ::metrics_core::__private::check::label_value("success");
};
