//! Numbers of JSON, compared exactly, however many digits they have.

use std::fmt;

/// A number as JSON writes it, without regard to how it is written: `1`, `1.0` and `1e0` are equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    is_negative: bool,
    /// Without zeros at the beginning and at the end; empty for zero.
    digits: String,
    /// The power of ten of the last digit.
    exponent: i64,
}

impl Decimal {
    /// Reads a number. `None` if it is none, or if its exponent is beyond all reason.
    pub fn read(text: &str) -> Option<Self> {
        let (is_negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (mantissa, ""),
        };
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let has_zeros = whole.len() > 1 && whole.starts_with('0');
        if whole.is_empty() || has_zeros || !is_number(whole) || !is_number(fraction) {
            return None;
        }
        let all = format!("{whole}{fraction}");
        let digits = all.trim_end_matches('0');
        let zeros = i64::try_from(all.len() - digits.len()).ok()?;
        let digits = digits.trim_start_matches('0');
        if digits.is_empty() {
            return Some(Self {
                is_negative: false,
                digits: String::new(),
                exponent: 0,
            });
        }
        let exponent = exponent
            .checked_sub(i64::try_from(fraction.len()).ok()?)?
            .checked_add(zeros)?;
        Some(Self {
            is_negative,
            digits: digits.to_owned(),
            exponent,
        })
    }
}

/// Integers of a usual size as such, others in scientific notation.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative { "-" } else { "" };
        match usize::try_from(self.exponent) {
            _ if self.digits.is_empty() => f.write_str("0"),
            Ok(zeros) if zeros <= 20 => write!(f, "{sign}{}{}", self.digits, "0".repeat(zeros)),
            _ => write!(f, "{sign}{}e{}", self.digits, self.exponent),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_are_equal_however_they_are_written() {
        for same in [
            &["1", "1.0", "1e0", "10e-1", "0.1e1", "1E+0"][..],
            &["0", "-0", "0.0", "0e5"],
            &["-120", "-1.2e2", "-12e1"],
            &[
                "9007199254740993",
                "9007199254740993.0",
                "9.007199254740993e15",
            ],
            &["60.5", "6.05e1"],
            &["1e400", "10e399"],
        ] {
            for text in same {
                assert_eq!(Decimal::read(text), Decimal::read(same[0]), "{text}");
                assert!(Decimal::read(text).is_some(), "{text}");
            }
        }
    }

    #[test]
    fn different_numbers_differ_in_every_digit() {
        for (a, b) in [
            ("9007199254740993", "9007199254740992"),
            ("18446744073709551616", "18446744073709551617"),
            ("0.1", "0.1000000000000000055"),
            ("1e400", "1e401"),
            ("1", "-1"),
            ("1", "10"),
            ("1", "0.1"),
        ] {
            assert_ne!(Decimal::read(a), Decimal::read(b), "{a} {b}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "",
            "-",
            "01",
            "1.",
            ".5",
            "1e",
            "0x1",
            "1 ",
            "+1",
            "1.e1",
            "e1",
            "one",
            "1e9999999999999999999",
        ] {
            assert_eq!(Decimal::read(text), None, "{text}");
        }
    }

    #[test]
    fn is_written_the_same_for_equal_numbers() {
        for (text, written) in [
            ("137.0", "137"),
            ("1e2", "100"),
            ("-0", "0"),
            ("0.5", "5e-1"),
            ("1e99", "1e99"),
        ] {
            assert_eq!(
                Decimal::read(text)
                    .map(|number| number.to_string())
                    .as_deref(),
                Some(written)
            );
        }
    }
}
