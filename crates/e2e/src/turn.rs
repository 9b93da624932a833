//! Only a few browsers run at the same time, whatever the number of cores.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Each browser keeps about one core busy and takes some hundred megabytes.
const AT_ONCE: usize = 2;

static RUNNING: Mutex<usize> = Mutex::new(0);
static ENDED: Condvar = Condvar::new();

/// The right to run a browser. It is given back when dropped.
#[derive(Debug)]
pub struct Turn(());

impl Turn {
    /// Waits until a browser may run.
    pub fn take() -> Self {
        let mut running = ENDED
            .wait_while(running(), |running| *running >= AT_ONCE)
            .unwrap_or_else(PoisonError::into_inner);
        *running += 1;
        Self(())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *running() -= 1;
        ENDED.notify_one();
    }
}

fn running() -> MutexGuard<'static, usize> {
    // A number is whole even if a holder of the lock panicked.
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}
