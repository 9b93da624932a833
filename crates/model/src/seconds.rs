//! Time in a scenario: whole seconds, written as people do.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A length of time in whole seconds, written `30s`, `5m`, `2h` or `1d`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seconds(pub u32);

/// Units, the largest first.
const UNITS: [(u32, char); 4] = [(86_400, 'd'), (3600, 'h'), (60, 'm'), (1, 's')];

/// A text that is no length of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoDuration {
    found: String,
}

impl fmt::Display for NoDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "found {}, expected a time such as \"30s\", \"5m\", \"2h\" or \"1d\"",
            self.found
        )
    }
}

impl std::error::Error for NoDuration {}

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = UNITS
            .iter()
            .find(|(seconds, _)| self.0.is_multiple_of(*seconds));
        let (seconds, unit) = whole.copied().filter(|_| self.0 > 0).unwrap_or((1, 's'));
        write!(f, "{}{unit}", self.0 / seconds)
    }
}

impl FromStr for Seconds {
    type Err = NoDuration;

    fn from_str(text: &str) -> Result<Self, NoDuration> {
        let read = || {
            let unit = text.chars().last()?;
            let (seconds, _) = UNITS.iter().find(|(_, letter)| *letter == unit)?;
            let digits = &text[..text.len() - unit.len_utf8()];
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            plain.then_some(())?;
            digits.parse::<u32>().ok()?.checked_mul(*seconds)
        };
        read().map(Self).ok_or_else(|| NoDuration {
            found: crate::list::quoted(text),
        })
    }
}

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Seconds {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Seconds".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^0*[1-9][0-9]{0,9}[smhd]$",
            "description": "A length of time, such as 30s, 5m, 2h or 1d: from 1 to 4294967295 seconds."
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_reads_as_it_is_written() {
        for (text, seconds) in [
            ("0s", 0),
            ("30s", 30),
            ("5m", 300),
            ("90s", 90),
            ("2h", 7200),
            ("1d", 86_400),
        ] {
            assert_eq!(text.parse(), Ok(Seconds(seconds)));
            assert_eq!(Seconds(seconds).to_string(), text);
        }
        assert_eq!(
            "120s".parse::<Seconds>().map(|time| time.to_string()),
            Ok("2m".to_owned())
        );
    }

    #[test]
    fn time_does_not_run_back() {
        for text in [
            "-5s",
            "",
            "s",
            "5",
            "5 s",
            "1.5h",
            "4294967296s",
            "71582789m",
            "5ß",
        ] {
            assert!(text.parse::<Seconds>().is_err(), "{text}");
        }
    }
}
