//! Numbers, as a server reads them.

/// A number as Go's `ParseFloat` takes it, without its hexadecimal digits and underscores.
pub(super) fn read(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_word = ["inf", "infinity"].iter().any(|word| unsigned.eq_ignore_ascii_case(word))
        || text.eq_ignore_ascii_case("nan");
    (is_word || is_decimal(unsigned)).then(|| text.parse().ok()).flatten()
}

/// Digits with at most one point and an exponent.
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = text.split_once(['e', 'E']).map_or((text, None), |(m, e)| (m, Some(e)));
    let digits = mantissa.replacen('.', "", 1);
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(&digits)
        && exponent.is_none_or(|exponent| are_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

/// Whether it counts something.
pub(super) fn is_count(value: f64) -> bool {
    value >= 0.0 && value.fract() == 0.0
}

/// Whether it is what a sum of amounts can be.
pub(super) fn is_amount(value: f64) -> bool {
    value >= 0.0
}
