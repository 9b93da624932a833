//! What a person can do to a node: the verbs on the ring, in the table and in the menu.

use ringside_model::event::Event;
use ringside_model::roster::{Node, Process};

/// Something to do to a node. In order, those that take back each other stand at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// End its process.
    Crash,
    /// Start it again, empty.
    Restart,
    /// Cut it off; it keeps its copies.
    Partition,
    /// Let it be reached again.
    Heal,
    /// Take it out of the server list.
    Remove,
    /// Put it back into the server list, empty.
    Join,
}

impl Verb {
    /// What is possible with a node as it is now. The first is what a click does.
    #[must_use]
    pub fn possible(node: &Node) -> &'static [Self] {
        match (node.listed, node.process) {
            (true, Process::Up) => &[Self::Crash, Self::Partition, Self::Remove],
            (true, Process::Down) => &[Self::Restart, Self::Remove],
            (true, Process::Partitioned) => &[Self::Heal, Self::Crash, Self::Remove],
            (false, Process::Up) => &[Self::Join, Self::Crash],
            (false, Process::Down) => &[Self::Join],
            (false, Process::Partitioned) => &[Self::Join, Self::Heal],
        }
    }

    /// What a click on a node does.
    #[must_use]
    pub fn of_click(node: &Node) -> Self {
        Self::possible(node)[0]
    }

    /// The event, for this node.
    #[must_use]
    pub fn event(self, node: &Node) -> Event {
        let name = node.spec.name.clone();
        match self {
            Self::Crash => Event::Crash(name),
            Self::Restart => Event::Restart(name),
            Self::Partition => Event::Partition(name),
            Self::Heal => Event::Heal(name),
            Self::Remove => Event::Leave(name),
            Self::Join => Event::Join(node.spec.clone()),
        }
    }

    /// Its name on a button.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Crash => "Crash",
            Self::Restart => "Restart",
            Self::Partition => "Cut off",
            Self::Heal => "Heal",
            Self::Remove => "Remove",
            Self::Join => "Join",
        }
    }

    /// What of a node it changes. Of two verbs about the same one takes back the other.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Crash | Self::Restart => "process",
            Self::Partition | Self::Heal => "network",
            Self::Remove | Self::Join => "list",
        }
    }

    /// What it does, in a few words.
    #[must_use]
    pub fn means(self) -> &'static str {
        match self {
            Self::Crash => "Crash it: its copies are lost",
            Self::Restart => "Restart it, empty",
            Self::Partition => "Cut it off: nobody reaches it, but it keeps its copies",
            Self::Heal => "Heal it: it is back with what it had",
            Self::Remove => "Take it out of the server list",
            Self::Join => "Let it join again, empty",
        }
    }

    /// The key that does it while the node has the focus.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Crash => "c",
            Self::Restart => "s",
            Self::Partition => "p",
            Self::Heal => "h",
            Self::Remove => "Delete",
            Self::Join => "j",
        }
    }
}
