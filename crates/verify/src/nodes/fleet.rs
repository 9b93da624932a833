//! All nodes of a scenario, and what happens to them.

use std::collections::BTreeSet;
use std::rc::Rc;

use ringside_model::id::{NodeId, Version};
use ringside_model::roster::Step;

use super::Link;
use super::Tools;
use super::keeper::Keeper;
use super::node::Node;
use crate::trouble::{Outcome, Trouble};

/// What a node stores of each session, as read from the node itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// No process, so nothing.
    Nothing,
    /// The version of each session, in the order asked.
    Seen(Vec<Option<Version>>),
    /// The process is frozen: this is what it had when it was last looked into. A stopped process
    /// changes nothing, so it still has that; but nobody can see it now, so it is not compared.
    Remembered(Vec<Option<Version>>),
}

impl Held {
    /// What it has of the session with this index.
    #[must_use]
    pub fn version(&self, session: usize) -> Option<Version> {
        match self {
            Self::Nothing => None,
            Self::Seen(versions) | Self::Remembered(versions) => {
                versions.get(session).copied().flatten()
            }
        }
    }
}

/// The nodes by number, and what is needed to start more.
pub struct Fleet {
    tools: Tools,
    nodes: Vec<Node>,
    seen: Vec<Held>,
    cut_off: BTreeSet<NodeId>,
    // Last, so that the nodes are dropped, and their processes killed, before it.
    keeper: Rc<Keeper>,
}

impl Fleet {
    /// As many nodes as a scenario starts with. `cut_off` are those that will be cut off one day.
    ///
    /// # Errors
    /// Where a memcached cannot be started.
    pub fn start(tools: Tools, count: usize, cut_off: BTreeSet<NodeId>) -> Outcome<Self> {
        let keeper = Rc::new(Keeper::start(&tools.keeper)?);
        let mut fleet = Self {
            tools,
            nodes: Vec::new(),
            seen: Vec::new(),
            cut_off,
            keeper,
        };
        for number in 0..count {
            fleet.join(number)?;
        }
        Ok(fleet)
    }

    /// A new, empty process under this number, in place of the one that it has.
    fn join(&mut self, number: usize) -> Outcome {
        let cut_off = (0..).map(NodeId).nth(number);
        let cut_off = cut_off.is_some_and(|node| self.cut_off.contains(&node));
        let node = Node::start(&self.tools, &self.keeper, number, cut_off)?;
        if number == self.nodes.len() {
            self.nodes.push(node);
            self.seen.push(Held::Nothing);
        } else {
            self.nodes[number] = node;
        }
        Ok(())
    }

    /// Lets happen to the processes what a step says.
    ///
    /// # Errors
    /// Where a process cannot be started or signalled.
    pub fn happen(&mut self, step: Step) -> Outcome {
        match step {
            Step::Crashed(node) => self.nodes[node.index()].crash(),
            Step::Restarted(node) => {
                self.nodes[node.index()].restart(&self.tools, &self.keeper)?;
            }
            Step::Partitioned(node) => self.nodes[node.index()].partition()?,
            Step::Healed(node) => self.nodes[node.index()].heal()?,
            Step::Joined(node) => self.join(node.index())?,
            Step::Left(_) | Step::Requested | Step::Advanced(_) | Step::Traffic(_) => {}
        }
        Ok(())
    }

    /// The client's link to a node.
    #[must_use]
    pub(crate) fn link(&self, node: NodeId) -> &Link {
        &self.nodes[node.index()].front
    }

    /// All nodes by number.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..).map(NodeId).take(self.nodes.len())
    }

    /// Looks into every process, past whatever is cut.
    ///
    /// # Errors
    /// Where a process that runs does not say what it has.
    pub fn look(&mut self, keys: &[String]) -> Outcome<Vec<Held>> {
        for (node, seen) in self.nodes.iter().zip(&mut self.seen) {
            *seen = match (node.side(), std::mem::replace(seen, Held::Nothing)) {
                (Some(side), _) => Held::Seen(side.look(keys)?),
                (None, Held::Seen(last) | Held::Remembered(last)) if node.frozen() => {
                    Held::Remembered(last)
                }
                (None, _) => Held::Nothing,
            };
        }
        Ok(self.seen.clone())
    }

    /// The version of memcached that the nodes say they are.
    ///
    /// # Errors
    /// Where none runs.
    pub fn version(&self) -> Outcome<String> {
        let mut running = self.nodes.iter().filter_map(Node::process);
        let version = running.next().map(|process| process.version.clone());
        version.ok_or_else(|| Trouble::new("No memcached runs."))
    }

    /// The ids of the processes that run now.
    #[must_use]
    pub fn processes(&self) -> Vec<u32> {
        let running = self.nodes.iter().filter_map(Node::process);
        running.map(super::process::Process::id).collect()
    }
}
