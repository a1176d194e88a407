//! Numbers, as the text formats write them.

use std::time::SystemTime;

use crate::schema::Number;

/// Appends the value of a cell. Integers are exact, also beyond 2^53.
#[inline]
pub(super) fn write_cell(out: &mut Vec<u8>, number: Number, cell: u64) {
    match number {
        Number::U64 => write_integer(out, cell),
        Number::I64 => out.extend_from_slice(itoa::Buffer::new().format(cell as i64).as_bytes()),
        Number::F64 => write_float(out, f64::from_bits(cell)),
        Number::Nanoseconds => write_seconds(out, cell),
    }
}

/// The first integer with more than eight digits.
pub(super) const SMALL: u64 = 100_000_000;

/// Appends an integer.
#[inline]
pub(super) fn write_integer(out: &mut Vec<u8>, number: u64) {
    if number < SMALL {
        let (digits, count) = eight_digits(number);
        let end = out.len() + count;
        out.extend_from_slice(&digits);
        out.truncate(end);
    } else {
        out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
    }
}

/// The digits of a [small](SMALL) integer, and how many they are; all at once.
///
/// The number is cut in halves three times, each time all parts of it in one multiplication by a reciprocal.
#[inline]
pub(super) fn eight_digits(number: u64) -> ([u8; 8], usize) {
    if number < 10 {
        // Buckets are cumulative: what has one digit stands beside others with one, so a processor foresees the branch.
        return ((0x30 | number).to_le_bytes(), 1);
    }
    let fours = (number / 10_000) | ((number % 10_000) << 32);
    let hundreds = ((fours * 10_486) >> 20) & 0x0000_007f_0000_007f;
    let pairs = hundreds | ((fours - hundreds * 100) << 16);
    let tens = ((pairs * 103) >> 10) & 0x000f_000f_000f_000f;
    let digits = tens | ((pairs - tens * 10) << 8);
    // The first digit is in the lowest byte.
    let zeros = digits.trailing_zeros() / 8;
    let text = (digits | 0x3030_3030_3030_3030) >> (zeros * 8);
    (text.to_le_bytes(), 8 - zeros as usize)
}

/// Appends the shortest number that reads back as the same float; a whole one without a point.
pub(super) fn write_float(out: &mut Vec<u8>, number: f64) {
    if number.is_finite() {
        let mut buffer = zmij::Buffer::new();
        let text = buffer.format_finite(number);
        out.extend_from_slice(text.strip_suffix(".0").unwrap_or(text).as_bytes());
    } else {
        out.extend_from_slice(odd(number).as_bytes());
    }
}

/// Appends a time as seconds since 1970; one before that is that.
pub(super) fn write_time(out: &mut Vec<u8>, time: SystemTime) {
    let since_epoch = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    write_seconds(out, u64::try_from(since_epoch.as_nanos()).unwrap_or(u64::MAX));
}

/// Appends nanoseconds as seconds, exactly.
fn write_seconds(out: &mut Vec<u8>, nanoseconds: u64) {
    const PER_SECOND: u64 = 1_000_000_000;
    write_integer(out, nanoseconds / PER_SECOND);
    let mut rest = nanoseconds % PER_SECOND;
    if rest == 0 {
        return;
    }
    let mut digits = [b'0'; 9];
    for digit in digits.iter_mut().rev() {
        *digit += (rest % 10) as u8;
        rest /= 10;
    }
    let len = digits.iter().rposition(|&digit| digit != b'0').map_or(0, |last| last + 1);
    out.push(b'.');
    out.extend_from_slice(&digits[..len]);
}

/// The bound of a bucket as OpenMetrics' canonical number: as Go's `%g` writes it, but never without a point.
///
/// Both formats use it, so that `le="1.0"` is one series whichever was negotiated.
pub(crate) fn bound(number: f64) -> String {
    if !number.is_finite() {
        return odd(number).to_owned();
    }
    let scientific = format!("{number:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if !(-4..6).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{digits}e{sign}{:02}", exponent.unsigned_abs());
    }
    let plain = number.to_string();
    if plain.contains('.') { plain } else { plain + ".0" }
}

fn odd(number: f64) -> &'static str {
    if number.is_nan() {
        "NaN"
    } else if number > 0.0 {
        "+Inf"
    } else {
        "-Inf"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn bounds_are_canonical() {
        let cases = [
            (0.0, "0.0"),
            (0.005, "0.005"),
            (1.0, "1.0"),
            (10.0, "10.0"),
            (100_000.0, "100000.0"),
            (1e6, "1e+06"),
            (1_234_567.0, "1.234567e+06"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (-2.5, "-2.5"),
            (1e100, "1e+100"),
            (f64::INFINITY, "+Inf"),
        ];
        for (number, text) in cases {
            assert_eq!(bound(number), text);
            assert_eq!(text.parse::<f64>().unwrap().to_bits(), number.to_bits());
        }
    }

    #[test]
    fn integers_are_exact() {
        let powers = (0..20).map(|power| 10_u64.pow(power));
        let near = powers.flat_map(|power| [power - 1, power, power + 1, power / 5 * 7]);
        let spread = (0..100_000).map(|n: u64| n * 1013);
        for number in near.chain(0..20_000).chain(spread).chain([u64::MAX]) {
            assert_eq!(text_of(|out| write_integer(out, number)), number.to_string());
        }
    }

    #[test]
    fn seconds_are_exact() {
        let cases = [
            (0, "0"),
            (1, "0.000000001"),
            (1_500_000_000, "1.5"),
            (7_000_000_000, "7"),
            (1_000_000_010, "1.00000001"),
            (u64::MAX, "18446744073.709551615"),
        ];
        for (nanoseconds, text) in cases {
            assert_eq!(text_of(|out| write_cell(out, Number::Nanoseconds, nanoseconds)), text);
        }
    }

    #[test]
    fn values_read_back() {
        assert_eq!(text_of(|out| write_cell(out, Number::U64, (1 << 53) + 1)), "9007199254740993");
        assert_eq!(text_of(|out| write_cell(out, Number::I64, -3_i64 as u64)), "-3");
        for number in [0.0, -0.0, 0.1, 1e21, 5e-324, f64::MAX, 2.0, -1.5e-7, 1e6] {
            let text = text_of(|out| write_float(out, number));
            assert_eq!(text.parse::<f64>().unwrap().to_bits(), number.to_bits(), "{text}");
        }
        let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
        assert_eq!(odd.map(|number| text_of(|out| write_float(out, number))), ["NaN", "+Inf", "-Inf"]);
        assert_eq!(text_of(|out| write_float(out, 2.0)), "2");
    }
}
