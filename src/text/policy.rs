//! The client's rules in words: each with a sentence on what it changes.

use ringside_model::policy::{FallThrough, Repair, ReplicaPlacement, WriteRule};

/// A rule as the page offers it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule<T> {
    /// The rule.
    pub rule: T,
    /// Its name in scenarios.
    pub value: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it changes, in a sentence.
    pub changes: &'static str,
}

/// Where further copies go.
#[must_use]
pub fn replica_placement(rule: ReplicaPlacement) -> Rule<ReplicaPlacement> {
    let (value, title, changes) = match rule {
        ReplicaPlacement::Ring => (
            "ring",
            "To the next nodes on the ring.",
            "When a node leaves the ring, its keys fall to just those: the idea.",
        ),
        ReplicaPlacement::List => (
            "list",
            "To the next servers in the list.",
            "A read after a change of the ring may look elsewhere. libmemcached does this.",
        ),
        ReplicaPlacement::Rehash => (
            "rehash",
            "Where seven further hashes lead.",
            "Some lead back to the same node. spymemcached does this.",
        ),
    };
    Rule {
        rule,
        value,
        title,
        changes,
    }
}

/// When a read goes on.
#[must_use]
pub fn fall_through(rule: FallThrough) -> Rule<FallThrough> {
    let (value, title, changes) = match rule {
        FallThrough::None => ("none", "Never.", "The first answer is final."),
        FallThrough::Error => (
            "error",
            "On an error.",
            "A node that does not answer is passed over; \"not found\" is final. libmemcached does this.",
        ),
        FallThrough::MissAndError => (
            "miss-and-error",
            "On a miss and on an error.",
            "Any answer but a hit leads on to the next node: the idea.",
        ),
    };
    Rule {
        rule,
        value,
        title,
        changes,
    }
}

/// Which nodes a write goes to.
#[must_use]
pub fn write(rule: WriteRule) -> Rule<WriteRule> {
    let (value, title, changes) = match rule {
        WriteRule::All => (
            "all",
            "All R nodes.",
            "Those that do not answer are passed over.",
        ),
        WriteRule::PrimaryRequired => (
            "primary-required",
            "All R, but the primary must answer.",
            "If it does not, nothing is stored at all, and old versions stay. libmemcached does this.",
        ),
        WriteRule::FirstHealthy => (
            "first-healthy",
            "The first R that answer.",
            "Stand-ins get copies that may be stranded once the dead node is back.",
        ),
    };
    Rule {
        rule,
        value,
        title,
        changes,
    }
}

/// What is done about missing copies.
#[must_use]
pub fn repair(rule: Repair) -> Rule<Repair> {
    let (value, title, changes) = match rule {
        Repair::None => ("none", "Never.", "Memcached itself repairs nothing."),
        Repair::WriteBack => (
            "write-back",
            "When a read had to go on.",
            "What it found is stored where it was missed before.",
        ),
        Repair::Rewrite => (
            "rewrite",
            "At every read.",
            "Whatever is found is written again: safe soon, but it doubles the writes.",
        ),
        Repair::Eager => (
            "eager",
            "After every event.",
            "Each session is copied to where it belongs, at once, at the cost of many copies.",
        ),
    };
    Rule {
        rule,
        value,
        title,
        changes,
    }
}
