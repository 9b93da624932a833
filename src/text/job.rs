//! What is under way, in words.

use ringside_model::pace::Phase;

/// What is being done. Also for a screen reader, so it does not change while it is being done.
#[must_use]
pub fn doing(phase: Phase) -> String {
    match phase {
        Phase::Reading => "Reading…".to_owned(),
        Phase::Placing(sessions) => format!("Placing {} sessions…", grouped(sessions)),
        Phase::Playing => "Working out what happens to each session…".to_owned(),
        Phase::Comparing(policies) => format!("Playing the events under {policies} policies…"),
        Phase::Writing => "Writing…".to_owned(),
    }
}

/// A number with its digits in threes.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_can_be_read() {
        for (number, expect) in [(7, "7"), (999, "999"), (1000, "1,000")] {
            assert_eq!(grouped(number), expect);
        }
        let doing = doing(Phase::Placing(1_000_000));
        assert_eq!(doing, "Placing 1,000,000 sessions…");
    }
}
