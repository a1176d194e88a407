#[cfg(not(any(clippy, doc)))]
fn parse<'a>(
    &mut self,
    __argument0: (&'a str, &'a [u8]),
    __argument1: Token,
) -> io::Result<&'a str> {
    let __site = crate::reexport::metrics_core::__private::call_site!("parse header");
    let __returns = crate::reexport::metrics_core::__private::Returns::new();
    if false {
        return __returns.unreachable();
    }
    return __returns
        .call(
            __site,
            move || {
                if false {
                    return __returns.unreachable();
                }
                let _ = &self;
                let __argument0 = __argument0;
                #[allow(unused_variables)]
                let (name, mut rest) = __argument0;
                let __argument1 = __argument1;
                #[allow(clippy::missing_const_for_fn)]
                {
                    self.depth += 1;
                    rest.read(name)
                }
            },
            |value| {
                crate::reexport::metrics_core::__private::Classify(value)
                    .__tracked_outcome()
            },
        );
}
#[cfg_attr(not(any(clippy, doc)), cfg(any()))]
#[allow(clippy::missing_const_for_fn)]
fn parse<'a>(
    &mut self,
    #[allow(unused_variables)]
    (name, mut rest): (&'a str, &'a [u8]),
    _: Token,
) -> io::Result<&'a str> {
    self.depth += 1;
    rest.read(name)
}
