//! The scenarios that come with Ringside, as documents.

/// A scenario that comes with Ringside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltIn {
    /// Nodes 1, 2 and 3, and keys 3 and 4: the example that the idea was explained with.
    WorkedExample,
    /// One copy of each session.
    OneCopy,
    /// Two copies of each session.
    TwoCopies,
    /// Two copies, and two nodes that fail at once: the limit.
    TwoAtOnce,
}

impl BuiltIn {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 4] = [
        Self::WorkedExample,
        Self::OneCopy,
        Self::TwoCopies,
        Self::TwoAtOnce,
    ];

    /// Its name in files and addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::WorkedExample => "worked-example",
            Self::OneCopy => "one-copy",
            Self::TwoCopies => "two-copies",
            Self::TwoAtOnce => "two-at-once",
        }
    }

    /// What the menu calls it; its document has the same title.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::WorkedExample => "The worked example",
            Self::OneCopy => "One copy only",
            Self::TwoCopies => "Two copies",
            Self::TwoAtOnce => "Two at once",
        }
    }

    /// The document.
    #[must_use]
    pub fn json(self) -> &'static str {
        match self {
            Self::WorkedExample => include_str!("../scenarios/worked-example.json"),
            Self::OneCopy => include_str!("../scenarios/one-copy.json"),
            Self::TwoCopies => include_str!("../scenarios/two-copies.json"),
            Self::TwoAtOnce => include_str!("../scenarios/two-at-once.json"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::timeline::Timeline;

    #[test]
    fn every_built_in_scenario_plays_and_has_the_title_of_the_menu() {
        for built_in in BuiltIn::ALL {
            let scenario = Scenario::parse(built_in.json()).expect("a scenario");
            assert_eq!(scenario.setup.title, built_in.title());
            assert!(Timeline::new(&scenario).is_ok(), "{}", built_in.name());
        }
    }
}
