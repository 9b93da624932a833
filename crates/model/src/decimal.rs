//! Numbers with a few digits behind the point, written and read.
//!
//! The standard library writes and reads every `f64` exactly. That takes tables and code of some
//! fifteen kilobytes, which the page would have to load for coordinates and percentages.

/// The most digits behind the point.
const MOST: usize = 9;

/// A number with so many digits behind the point, at most nine, rounded to the nearest. What lies
/// beyond 64 bits is written as the largest number that does not; nothing that is no number as 0.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "it saturates, and a power of ten up to the ninth is exact"
)]
pub fn fixed(value: f64, digits: usize) -> String {
    let digits = digits.min(MOST);
    let one = power(digits);
    let scaled = libm::round(value * one as f64) as i64;
    let sign = if scaled < 0 { "-" } else { "" };
    let (whole, behind) = (scaled.unsigned_abs() / one, scaled.unsigned_abs() % one);
    if digits == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{behind:0digits$}")
}

/// The number that a text gives in decimal digits, with a point and a sign if need be: `12`,
/// `-0.5`. None for any other text, and for one with more than fifteen digits, which may have no
/// exact `f64`.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "fifteen digits fit")]
pub fn decimal(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, behind) = match unsigned.split_once('.') {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (unsigned, ""),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(behind) || whole.len() + behind.len() > 15 {
        return None;
    }
    let all = whole.bytes().chain(behind.bytes());
    let number = all.fold(0, |number, byte| number * 10 + u64::from(byte - b'0'));
    let value = number as f64 / power(behind.len()) as f64;
    Some(if unsigned.len() < text.len() {
        -value
    } else {
        value
    })
}

fn power(digits: usize) -> u64 {
    (0..digits).fold(1, |power, _| power * 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_number_in_digits_is_none() {
        for text in [
            "",
            "-",
            ".",
            "1.",
            ".5",
            "1e3",
            "+1",
            "NaN",
            "1 ",
            "1.2.3",
            "--1",
            "0123456789.012345",
        ] {
            assert_eq!(decimal(text), None, "{text:?}");
        }
    }

    #[test]
    fn fifteen_digits_are_read() {
        assert_eq!(decimal("999999999999999"), Some(999_999_999_999_999.0));
        assert_eq!(decimal("-12345678901234.5"), Some(-12_345_678_901_234.5));
    }

    #[test]
    fn halves_go_away_from_zero_and_nothing_is_minus_zero() {
        for (value, digits, text) in [
            (0.25, 1, "0.3"),
            (-0.25, 1, "-0.3"),
            (-0.04, 1, "0.0"),
            (2.5, 0, "3"),
            (9.999, 2, "10.00"),
            (f64::NAN, 1, "0.0"),
            (1e300, 0, "9223372036854775807"),
        ] {
            assert_eq!(fixed(value, digits), text);
        }
    }

    proptest! {
        #[test]
        fn it_writes_and_reads_as_the_standard_library_does(value in -1e6..1e6, digits in 0..6_usize) {
            let text = format!("{value:.digits$}");
            prop_assert_eq!(decimal(&text), text.parse().ok());
            let ours: f64 = fixed(value, digits).parse().expect("a number");
            let last = [1.0, 0.1, 0.01, 1e-3, 1e-4, 1e-5][digits];
            prop_assert!((ours - value).abs() <= last / 2.0 + 1e-9, "{} {}", ours, value);
        }
    }
}
