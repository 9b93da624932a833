//! A gate that files wait at.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// A gate, closed at first. Clones are the same gate.
#[derive(Debug, Clone, Default)]
pub struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    /// Lets everything through that waits, and all that comes later.
    pub fn open(&self) {
        self.set(true);
    }

    /// Holds back what comes from now on.
    pub fn close(&self) {
        self.set(false);
    }

    fn set(&self, now: bool) {
        let (open, changed) = &*self.0;
        *open.lock().unwrap_or_else(PoisonError::into_inner) = now;
        changed.notify_all();
    }

    /// Waits until it is open.
    pub(super) fn pass(&self) {
        let (open, changed) = &*self.0;
        let open = open.lock().unwrap_or_else(PoisonError::into_inner);
        let _open = changed.wait_while(open, |open| !*open);
    }
}
