//! A stage for claims: a world of numbered sessions, and events by their verbs.

use std::rc::Rc;

use ringside_model::apply::{Changes, apply};
use ringside_model::event::{All, Event, NodeSpec, Who};
use ringside_model::id::NodeId;
use ringside_model::policy::Policy;
use ringside_model::scenario::Setup;
use ringside_model::session::{Numbered, SessionSpec};
use ringside_model::verdict::{Counts, Verdict};
use ringside_model::world::World;

/// A world on which things happen that are possible.
pub struct Stage(pub World);

/// Sessions `session-0`, `session-1`, ... on these nodes.
pub fn stage(policy: &Policy, nodes: &[String], sessions: u32) -> Stage {
    let numbered = Numbered {
        prefix: "session-".to_owned(),
        count: sessions,
    };
    staged(
        policy,
        nodes.iter().map(NodeSpec::named).collect(),
        SessionSpec::Numbered(numbered),
    )
}

/// These sessions on these nodes.
pub fn staged(policy: &Policy, nodes: Vec<NodeSpec>, sessions: SessionSpec) -> Stage {
    let setup = Setup {
        title: String::new(),
        about: String::new(),
        policy: policy.clone(),
        nodes,
        sessions: Rc::new(sessions),
    };
    Stage(World::new(Rc::new(setup)).expect("nodes that can stand together"))
}

impl Stage {
    /// An event, and what it changed.
    pub fn happen(&mut self, event: &Event) -> Changes {
        apply(&mut self.0, event).expect("an event that is possible")
    }

    /// The node's process ends.
    pub fn crash(&mut self, node: &str) -> Changes {
        self.happen(&Event::Crash(node.to_owned()))
    }

    /// The node starts again, empty.
    pub fn restart(&mut self, node: &str) -> Changes {
        self.happen(&Event::Restart(node.to_owned()))
    }

    /// An empty node enters the server list.
    pub fn join(&mut self, node: &str) -> Changes {
        self.happen(&Event::Join(NodeSpec::named(node)))
    }

    /// The node is taken out of the server list.
    pub fn leave(&mut self, node: &str) -> Changes {
        self.happen(&Event::Leave(node.to_owned()))
    }

    /// Every session is read and written.
    pub fn request_all(&mut self) -> Changes {
        self.happen(&Event::REQUEST_ALL)
    }

    /// Every session is read.
    pub fn read_all(&mut self) -> Changes {
        self.happen(&Event::Read(Who::All(All::All)))
    }

    /// How many sessions have each verdict.
    pub fn counts(&self) -> Counts {
        self.0.counts()
    }

    /// Of how many sessions a read returns the latest version.
    pub fn survivors(&self) -> u32 {
        self.0.counts().survivors()
    }

    /// Whether all sessions have this verdict.
    pub fn are_all(&self, verdict: Verdict) -> bool {
        self.counts().of(verdict) == self.counts().total()
    }

    /// The node with this name.
    pub fn node(&self, name: &str) -> NodeId {
        self.0.roster().find(name).expect("a node with this name")
    }
}
