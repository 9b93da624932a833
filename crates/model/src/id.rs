//! The small numbers that name things: nodes, sessions, points, versions.

/// A node of a world: its index in the order in which nodes entered the scenario. Never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u16);

/// A session of a world: its index in the order in which the scenario names its sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub u32);

/// A place on the ring: of a token, or of a key's hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point(pub u32);

/// The version of a session's data: 1 is the first write, each later write adds one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub u32);

impl NodeId {
    /// The index into a table of nodes.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl SessionId {
    /// The index into a table of sessions.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Version {
    /// What the first write of a session stores.
    pub const FIRST: Self = Self(1);

    /// The version that the next write stores.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}
