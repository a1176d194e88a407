const _: () = {
    #[automatically_derived]
    impl crate::reexport::Label for Method {
        const NAME: &'static str = "verb";
        const VALUES: crate::reexport::label::Values = crate::reexport::label::Values::Fixed(
            &["GET", "other", "POST"],
        );
        #[inline]
        fn index(self) -> usize {
            match self {
                Self::Get => 0,
                Self::Other => 1,
                Self::Post => 2,
            }
        }
        fn from_index(__index: usize) -> ::core::option::Option<Self> {
            match __index {
                0 => ::core::option::Option::Some(Self::Get),
                1 => ::core::option::Option::Some(Self::Other),
                2 => ::core::option::Option::Some(Self::Post),
                _ => ::core::option::Option::None,
            }
        }
    }
    #[automatically_derived]
    impl ::core::convert::From<&str> for Method {
        fn from(__text: &str) -> Self {
            match __text {
                "GET" => Self::Get,
                "POST" => Self::Post,
                _ => Self::Other,
            }
        }
    }
    const _: () = crate::reexport::__private::check::label_name("verb");
};
