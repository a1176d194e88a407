//! Exemplars, as `OpenMetrics` writes them: after the value of a counter or a bucket, and nowhere else.
//!
//! In a wrong place or form, one of them loses the whole scrape.

use super::line::escape;
use super::number::{write_float, write_time};
use crate::exemplar::Exemplar;

/// Appends ` # {labels} value time`, the time in seconds.
pub(super) fn write(out: &mut Vec<u8>, exemplar: &Exemplar) {
    out.extend_from_slice(b" # {");
    for (place, (name, value)) in exemplar.labels.iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"=\"");
        escape(out, value, true);
        out.push(b'"');
    }
    out.extend_from_slice(b"} ");
    write_float(out, exemplar.value);
    out.push(b' ');
    write_time(out, exemplar.timestamp);
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;
    use crate::exemplar::ExemplarLabels;

    #[test]
    fn labels_are_escaped_and_separated() {
        let written = |labels: ExemplarLabels| {
            let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1_500);
            let mut out = Vec::new();
            write(&mut out, &Exemplar::new(0.25, time, labels).unwrap());
            String::from_utf8(out).unwrap()
        };
        let two = ExemplarLabels::from([("trace_id", "a\"\\\n"), ("span_id", "s")]);
        assert_eq!(written(two), r#" # {trace_id="a\"\\\n",span_id="s"} 0.25 1.5"#);
        assert_eq!(written(ExemplarLabels::new()), " # {} 0.25 1.5");
    }
}
