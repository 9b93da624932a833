//! The roster: every node that a scenario has named, whether its process runs, and which of them
//! the client's server list holds. Two different things, kept apart: the process is the truth, the
//! list is the client's view.
//!
//! The roster decides alone whether an event is possible, so a scenario can be checked without
//! its sessions.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::event::{Event, NodeSpec};
use crate::id::{NodeId, Point};
use crate::list;
use crate::plain::{PlainRing, Taken};
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::seconds::Seconds;
use crate::server::{DEFAULT_PORT, Server};
use crate::traffic::Traffic;

/// How many nodes a scenario may name.
pub const MAX_NODES: usize = 1000;

/// Whether a node's process runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Process {
    /// It answers.
    Up,
    /// It has crashed: no answer, and nothing stored.
    Down,
    /// It runs and keeps what it has, but nobody reaches it.
    Partitioned,
}

/// A node and what is true of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What the scenario says of it.
    pub spec: NodeSpec,
    /// What the client knows of it: address, weight, and its points on a *plain* ring.
    pub server: Server,
    /// Whether it runs.
    pub process: Process,
    /// Whether the client's server list has it.
    pub listed: bool,
    /// How many nodes had entered the server list when it last did: the list's order.
    pub entered: u32,
}

/// All nodes, and the client's server list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    plain: Option<PlainRing>,
    nodes: Vec<Rc<Node>>,
    list: Vec<NodeId>,
    entries: u32,
    by_name: Rc<BTreeMap<String, NodeId>>,
    by_identity: Rc<BTreeMap<(String, u16), NodeId>>,
}

/// What an event does to the roster, once it is known to be possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// This node's process ended.
    Crashed(NodeId),
    /// This node's process runs again.
    Restarted(NodeId),
    /// This node was cut off.
    Partitioned(NodeId),
    /// This node can be reached again.
    Healed(NodeId),
    /// This node was put at the end of the server list.
    Joined(NodeId),
    /// This node was taken out of the server list.
    Left(NodeId),
    /// Nothing: reads and requests change no node.
    Requested,
    /// Nothing: time passed.
    Advanced(Seconds),
    /// Nothing: time passed, with requests.
    Traffic(Traffic),
}

impl Roster {
    /// The nodes that a scenario starts with, all up and listed.
    ///
    /// # Errors
    /// The index of the node that cannot be there, and why.
    pub fn found(policy: &Policy, specs: &[NodeSpec]) -> Result<Self, (usize, Refusal)> {
        let plain = policy.plain_ring();
        let mut roster = Self {
            plain,
            nodes: Vec::new(),
            list: Vec::new(),
            entries: 0,
            by_name: Rc::default(),
            by_identity: Rc::default(),
        };
        let points = match plain {
            Some(ring) => ring.start(specs)?,
            None => vec![Vec::new(); specs.len()],
        };
        for (at, (spec, points)) in specs.iter().zip(points).enumerate() {
            roster
                .enter(spec, Some(points))
                .map_err(|refusal| (at, refusal))?;
        }
        Ok(roster)
    }

    /// The node with this number.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// All nodes that the scenario has named so far, by number.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        let nodes = self.nodes.iter().map(|node| &**node);
        (0..).map(NodeId).zip(nodes)
    }

    /// How many nodes the scenario has named so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The client's server list, in its order.
    #[must_use]
    pub fn list(&self) -> &[NodeId] {
        &self.list
    }

    /// The node with this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<NodeId> {
        self.by_name.get(name).copied()
    }

    /// Carries out what the event does to nodes and list.
    ///
    /// # Errors
    /// A [`Refusal`] when the event is not possible now; the roster is then as it was.
    pub fn apply(&mut self, event: &Event) -> Result<Step, Refusal> {
        match event {
            Event::Crash(name) => {
                let id = self.known(name)?;
                match self.node(id).process {
                    Process::Up | Process::Partitioned => {
                        Ok(self.set_process(id, Process::Down, Step::Crashed(id)))
                    }
                    Process::Down => Err(Refusal::AlreadyDown(name.clone())),
                }
            }
            Event::Restart(name) => {
                let id = self.known(name)?;
                match self.node(id).process {
                    Process::Down => Ok(self.set_process(id, Process::Up, Step::Restarted(id))),
                    Process::Up => Err(Refusal::AlreadyUp(name.clone())),
                    Process::Partitioned => Err(Refusal::PartitionedNotDown(name.clone())),
                }
            }
            Event::Partition(name) => {
                let id = self.known(name)?;
                match self.node(id).process {
                    Process::Up => {
                        Ok(self.set_process(id, Process::Partitioned, Step::Partitioned(id)))
                    }
                    Process::Down => Err(Refusal::AlreadyDown(name.clone())),
                    Process::Partitioned => Err(Refusal::AlreadyPartitioned(name.clone())),
                }
            }
            Event::Heal(name) => {
                let id = self.known(name)?;
                match self.node(id).process {
                    Process::Partitioned => Ok(self.set_process(id, Process::Up, Step::Healed(id))),
                    Process::Up | Process::Down => Err(Refusal::NotPartitioned(name.clone())),
                }
            }
            Event::Join(spec) => self.enter(spec, None).map(Step::Joined),
            Event::Leave(name) => {
                let id = self.known(name)?;
                if !self.node(id).listed {
                    return Err(Refusal::NotListed(name.clone()));
                }
                if self.list.len() == 1 {
                    return Err(Refusal::LastNode(name.clone()));
                }
                Rc::make_mut(&mut self.nodes[id.index()]).listed = false;
                self.list.retain(|&listed| listed != id);
                Ok(Step::Left(id))
            }
            Event::Read(_) | Event::Request(_) => Ok(Step::Requested),
            Event::Advance(time) => Ok(Step::Advanced(*time)),
            Event::Traffic(traffic) => traffic.check().map(|()| Step::Traffic(*traffic)),
        }
    }

    /// Puts a node at the end of the server list. A name that is known but not listed comes back
    /// under its number, with the new weight and tokens.
    fn enter(&mut self, spec: &NodeSpec, tokens: Option<Vec<Point>>) -> Result<NodeId, Refusal> {
        let known = self.find(&spec.name);
        if known.is_some_and(|id| self.node(id).listed) {
            return Err(Refusal::AlreadyListed(spec.name.clone()));
        }
        let mut server = server(spec);
        let identity = list::identity(&server);
        let same = self.by_identity.get(&identity).copied();
        if let Some(same) = same.filter(|&same| Some(same) != known) {
            return Err(Refusal::SameAddress {
                name: spec.name.clone(),
                node: self.node(same).spec.name.clone(),
            });
        }
        self.check_alias(spec)?;
        server.tokens = match tokens {
            Some(tokens) => tokens,
            None => self.plain_tokens(spec)?,
        };
        let node = Node {
            spec: spec.clone(),
            server,
            process: Process::Up,
            listed: true,
            entered: self.entries,
        };
        let id = if let Some(id) = known {
            self.nodes[id.index()] = Rc::new(node);
            id
        } else {
            let id = u16::try_from(self.nodes.len())
                .ok()
                .filter(|_| self.nodes.len() < MAX_NODES)
                .map(NodeId)
                .ok_or(Refusal::TooManyNodes { most: MAX_NODES })?;
            Rc::make_mut(&mut self.by_name).insert(spec.name.clone(), id);
            Rc::make_mut(&mut self.by_identity).insert(identity, id);
            self.nodes.push(Rc::new(node));
            id
        };
        self.list.push(id);
        self.entries += 1;
        Ok(id)
    }

    /// Two nodes of one alias would be the same node to clients that hash it.
    fn check_alias(&self, spec: &NodeSpec) -> Result<(), Refusal> {
        let Some(alias) = &spec.alias else {
            return Ok(());
        };
        let mut listed = self.list.iter().map(|&id| &self.node(id).spec);
        match listed.find(|other| other.alias.as_ref() == Some(alias)) {
            None => Ok(()),
            Some(other) => Err(Refusal::AliasTaken {
                alias: alias.clone(),
                node: other.name.clone(),
            }),
        }
    }

    /// The points of a newcomer on a plain ring.
    fn plain_tokens(&self, spec: &NodeSpec) -> Result<Vec<Point>, Refusal> {
        let Some(ring) = self.plain else {
            return Ok(Vec::new());
        };
        let listed = self.list.iter().map(|&id| self.node(id));
        let points = listed.map(|node| (node.spec.name.as_str(), node.server.tokens.as_slice()));
        ring.join(Taken::by(points), spec)
    }

    fn known(&self, name: &str) -> Result<NodeId, Refusal> {
        self.find(name)
            .ok_or_else(|| Refusal::UnknownNode(name.to_owned()))
    }

    fn set_process(&mut self, id: NodeId, process: Process, step: Step) -> Step {
        Rc::make_mut(&mut self.nodes[id.index()]).process = process;
        step
    }
}

/// The host and the port that a name gives. Names are checked where they are read; one that is no
/// address is a host all the same.
fn address(name: &str) -> (String, u16) {
    match list::address(name) {
        Ok(server) => (server.host, server.port),
        Err(_) => (name.to_owned(), DEFAULT_PORT),
    }
}

/// What the client knows of a node, but for its points.
fn server(spec: &NodeSpec) -> Server {
    let (host, port) = if spec.name.contains([':', '[']) {
        address(&spec.name)
    } else {
        (spec.name.clone(), DEFAULT_PORT)
    };
    Server {
        host,
        port,
        weight: spec.weight,
        alias: spec.alias.clone(),
        tokens: Vec::new(),
    }
}
