//! A node: an address, a process or none, and two ways to it.

use std::net::SocketAddr;
use std::rc::Rc;

use super::keeper::Keeper;
use super::link::Link;
use super::path::Path;
use super::process::Process;
use super::{LONG, Partition, Tools, address};
use crate::trouble::{Outcome, Trouble};

/// How often another port is tried where one was taken in the meantime.
const PORTS_TRIED: usize = 3;

/// One memcached node.
pub struct Node {
    address: SocketAddr,
    process: Option<Process>,
    frozen: bool,
    path: Option<Path>,
    /// The client's way. It can be cut.
    pub front: Link,
    /// Our own way, to see what the process stores. Nothing cuts it.
    side: Link,
}

impl Node {
    /// A new node with a new, empty process. `cut_off` says whether it will be cut off one day.
    pub fn start(
        tools: &Tools,
        keeper: &Rc<Keeper>,
        number: usize,
        cut_off: bool,
    ) -> Outcome<Self> {
        let (address, process) = started(tools, keeper, number)?;
        let path = if cut_off && tools.partition == Partition::Cut {
            Some(Path::open(address::free(number)?, address)?)
        } else {
            None
        };
        let knock = path.as_ref().map_or(address, Path::from);
        Ok(Self {
            address,
            process: Some(process),
            frozen: false,
            path,
            front: Link::new(knock, tools.partition.time_limit())?,
            side: Link::new(address, LONG)?,
        })
    }

    /// Kills the process. What it stored is gone.
    pub fn crash(&mut self) {
        self.process = None;
        self.frozen = false;
    }

    /// Starts a new, empty process on the same address, with the way to it open.
    pub fn restart(&mut self, tools: &Tools, keeper: &Rc<Keeper>) -> Outcome {
        self.process = Some(Process::start(&tools.memcached, self.address, keeper)?);
        match &mut self.path {
            Some(path) => path.mend(),
            None => Ok(()),
        }
    }

    /// Cuts the node off.
    pub fn partition(&mut self) -> Outcome {
        match (&mut self.path, &self.process) {
            (Some(path), _) => path.cut(),
            (None, Some(process)) => {
                process.freeze()?;
                self.frozen = true;
            }
            (None, None) => return Err(Trouble::new("A node that is down cannot be cut off.")),
        }
        Ok(())
    }

    /// Connects it again.
    pub fn heal(&mut self) -> Outcome {
        if let (true, Some(process)) = (self.frozen, &self.process) {
            process.thaw()?;
            self.frozen = false;
        }
        match &mut self.path {
            Some(path) => path.mend(),
            None => Ok(()),
        }
    }

    /// Our own way to what it stores: none where no process runs, or a frozen one.
    pub fn side(&self) -> Option<&Link> {
        (self.process.is_some() && !self.frozen).then_some(&self.side)
    }

    /// Its process, if one runs.
    pub fn process(&self) -> Option<&Process> {
        self.process.as_ref()
    }

    /// Whether its process is stopped.
    pub fn frozen(&self) -> bool {
        self.frozen
    }
}

fn started(tools: &Tools, keeper: &Rc<Keeper>, number: usize) -> Outcome<(SocketAddr, Process)> {
    let mut last = Trouble::new("No port was tried.");
    for _ in 0..PORTS_TRIED {
        let address = address::free(number)?;
        match Process::start(&tools.memcached, address, keeper) {
            Ok(process) => return Ok((address, process)),
            Err(trouble) => last = trouble,
        }
    }
    Err(last)
}
