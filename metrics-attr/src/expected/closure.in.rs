#[track_metrics(crate = crate::reexport::metrics_core, function = "parse header")]
fn parse<'a>(&mut self, #[allow(unused_variables)] (name, mut rest): (&'a str, &'a [u8]), _: Token) -> io::Result<&'a str> {
    self.depth += 1;
    rest.read(name)
}
