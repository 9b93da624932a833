//! Ejection: which nodes of the server list the client has taken out of its view, because they
//! did not answer.

use crate::id::NodeId;
use crate::policy::{Eject, Policy};

/// What the client remembers of nodes that do not answer, by node number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ejections {
    failures: Vec<u8>,
    since: Vec<Option<u32>>,
    /// How many nodes are out.
    out: usize,
}

impl Ejections {
    /// Whether a node is out of the client's view.
    #[must_use]
    pub fn has(&self, node: NodeId) -> bool {
        self.since.get(node.index()).is_some_and(Option::is_some)
    }

    /// How many nodes are out of the client's view.
    #[must_use]
    pub fn count(&self) -> usize {
        self.out
    }

    /// Takes a node out of the view at this second. Returns whether it was in.
    pub fn eject(&mut self, node: NodeId, now: u32) -> bool {
        if self.since.len() <= node.index() {
            self.since.resize(node.index() + 1, None);
        }
        let was_in = self.since[node.index()].replace(now).is_none();
        self.out += usize::from(was_in);
        was_in
    }

    /// Takes a node into the view again, without any failure. Returns whether it was out.
    pub fn readmit(&mut self, node: NodeId) -> bool {
        self.answered(node);
        let since = self.since.get_mut(node.index());
        let was_out = since.is_some_and(|since| since.take().is_some());
        self.out -= usize::from(was_out);
        was_out
    }

    /// The node answered: failures before do not count any more.
    pub fn answered(&mut self, node: NodeId) {
        if let Some(failures) = self.failures.get_mut(node.index()) {
            *failures = 0;
        }
    }

    /// The node did not answer. Returns whether it has now failed so often that the policy ejects
    /// it.
    pub fn failed(&mut self, policy: &Policy, node: NodeId) -> bool {
        let Eject::After(most) = policy.eject else {
            return false;
        };
        if self.failures.len() <= node.index() {
            self.failures.resize(node.index() + 1, 0);
        }
        let failures = &mut self.failures[node.index()];
        *failures = failures.saturating_add(1);
        *failures >= most.get()
    }

    /// Tries the nodes again whose retry time is over. Returns whether there was one. A client that
    /// ejects at once has no retry time: it knows when a node answers again.
    pub fn retry(&mut self, policy: &Policy, now: u32) -> bool {
        let (Eject::After(_), Some(after)) = (policy.eject, policy.retry) else {
            return false;
        };
        let mut back = false;
        for (since, failures) in self.since.iter_mut().zip(0..) {
            if since.is_some_and(|since| now - since >= after.0) {
                *since = None;
                self.out -= 1;
                if let Some(failures) = self.failures.get_mut::<usize>(failures) {
                    *failures = 0;
                }
                back = true;
            }
        }
        back
    }
}
