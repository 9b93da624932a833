//! What is under way, in words.

use ringside_model::pace::Phase;

use super::grouped;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_how_much_there_is_to_do() {
        let doing = doing(Phase::Placing(1_000_000));
        assert_eq!(doing, "Placing 1,000,000 sessions…");
    }
}
