fn parse<'a>(
    &mut self,
    _arg1: (&'a str, &'a [u8]),
    _arg2: Token,
) -> io::Result<&'a str> {
    let site = crate::reexport::metrics_core::__private::call_site!("parse header");
    let returns = crate::reexport::metrics_core::__private::Returns::new();
    if false {
        return returns.unreachable();
    }
    returns
        .call(
            site,
            move || {
                let _ = &self;
                let _arg1 = _arg1;
                #[allow(unused_variables)]
                let (name, mut rest) = _arg1;
                let _arg2 = _arg2;
                {
                    self.depth += 1;
                    rest.read(name)
                }
            },
            |value| {
                crate::reexport::metrics_core::__private::Classify(value)
                    .tracked_outcome()
            },
        )
}
