//! The command line of `shop`.

use std::env;

/// What the command line says.
pub(crate) struct Arguments {
    /// Where the metrics are served.
    pub(crate) listen: String,
    /// How many orders there are; without end, if it is not said.
    pub(crate) traffic: Option<u64>,
    /// Whether to print one exposition and end.
    pub(crate) once: bool,
    /// Whether to print it in the other format.
    pub(crate) openmetrics: bool,
}

impl Arguments {
    /// Reads the command line of this process; the error says what would be right.
    pub(crate) fn read() -> Result<Self, String> {
        let listen = metrics_export::DEFAULT_ADDRESS.to_string();
        let mut read = Self { listen, traffic: None, once: false, openmetrics: false };
        let mut words = env::args().skip(1);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--once" => read.once = true,
                "--openmetrics" => read.openmetrics = true,
                "--listen" => read.listen = words.next().ok_or(USAGE)?,
                "--traffic" => {
                    let orders = words.next().and_then(|orders| orders.parse().ok());
                    read.traffic = Some(orders.ok_or(USAGE)?);
                }
                _ => return Err(format!("`{word}`? {USAGE}")),
            }
        }
        Ok(read)
    }
}

const USAGE: &str = "usage: shop [--listen ADDRESS] [--traffic ORDERS] [--once [--openmetrics]]";
