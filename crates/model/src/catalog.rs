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
    /// A partitioned node that heals with old versions: stale.
    CameBack,
    /// Copies on stand-ins that are not asked any more: stranded.
    StandIn,
    /// A node that can be cut off: unreachable.
    CutOff,
    /// A cache in front of a database.
    Database,
    /// A node crashes while requests come, and repair on a read makes the copies again.
    RepairInTime,
    /// A node crashes while requests come, and its reads fall on the database.
    ColdCache,
}

impl BuiltIn {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 10] = [
        Self::WorkedExample,
        Self::OneCopy,
        Self::TwoCopies,
        Self::TwoAtOnce,
        Self::CameBack,
        Self::StandIn,
        Self::CutOff,
        Self::Database,
        Self::RepairInTime,
        Self::ColdCache,
    ];

    /// The one that the page opens with.
    pub const OPENING: Self = Self::TwoCopies;

    /// Its name in files and addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::WorkedExample => "worked-example",
            Self::OneCopy => "one-copy",
            Self::TwoCopies => "two-copies",
            Self::TwoAtOnce => "two-at-once",
            Self::CameBack => "came-back",
            Self::StandIn => "stand-in",
            Self::CutOff => "cut-off",
            Self::Database => "database",
            Self::RepairInTime => "repair-in-time",
            Self::ColdCache => "cold-cache",
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
            Self::CameBack => "The node that came back",
            Self::StandIn => "The stand-in",
            Self::CutOff => "Cut off",
            Self::Database => "A database behind it",
            Self::RepairInTime => "Repair in time",
            Self::ColdCache => "A cold cache",
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
            Self::CameBack => include_str!("../scenarios/came-back.json"),
            Self::StandIn => include_str!("../scenarios/stand-in.json"),
            Self::CutOff => include_str!("../scenarios/cut-off.json"),
            Self::Database => include_str!("../scenarios/database.json"),
            Self::RepairInTime => include_str!("../scenarios/repair-in-time.json"),
            Self::ColdCache => include_str!("../scenarios/cold-cache.json"),
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
