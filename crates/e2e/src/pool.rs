//! Browsers are used again: starting one takes longer than most visits.
//!
//! Only a few work at the same time, whatever the number of cores. A visit borrows one of its
//! [`Kind`] and gives it back if all went well; a browser that is not given back is ended.

use crate::browser::Browser;
use crate::engine::Kind;
use std::ops::Deref;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use xtask::failure::Outcome;

/// Each browser at work keeps about one core busy and takes some hundred megabytes.
const AT_WORK: usize = 2;
/// How many more are kept for later. They only take memory.
const AT_REST: usize = 3;

/// All browsers of this process.
struct Pool {
    at_work: usize,
    /// The one that was given back last is the last.
    at_rest: Vec<Browser>,
}

static POOL: Mutex<Pool> = Mutex::new(Pool {
    at_work: 0,
    at_rest: Vec::new(),
});
static GIVEN_BACK: Condvar = Condvar::new();

/// A browser, borrowed. Dropping it ends the browser.
#[derive(Debug)]
pub struct Borrowed {
    browser: Browser,
    turn: Turn,
}

impl Borrowed {
    /// Waits until a browser may work, and takes one of this kind: one that is there, else a new
    /// one.
    ///
    /// # Errors
    /// Where none can be started.
    pub fn take(kind: Kind) -> Outcome<Self> {
        let turn = Turn::take();
        while let Some(mut browser) = at_rest(kind) {
            // One that broke meanwhile is ended.
            if browser.prepare().is_ok() {
                return Ok(Self { browser, turn });
            }
        }
        Self::start_in(turn, kind)
    }

    /// Waits until a browser may work, and starts one.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub fn start(kind: Kind) -> Outcome<Self> {
        Self::start_in(Turn::take(), kind)
    }

    fn start_in(turn: Turn, kind: Kind) -> Outcome<Self> {
        let mut browser = Browser::start(kind)?;
        browser.prepare()?;
        Ok(Self { browser, turn })
    }

    /// Gives it back, for another visit.
    pub fn give_back(self) {
        let Self { browser, turn } = self;
        if !browser.renew() {
            return;
        }
        let too_many = {
            let mut pool = pool();
            pool.at_rest.push(browser);
            (pool.at_rest.len() > AT_REST).then(|| pool.at_rest.remove(0))
        };
        drop(turn);
        // Ending it takes a moment, in which others go on.
        drop(too_many);
    }
}

impl Deref for Borrowed {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

fn at_rest(kind: Kind) -> Option<Browser> {
    let mut pool = pool();
    let at = pool.at_rest.iter().rposition(|it| it.kind() == kind)?;
    Some(pool.at_rest.remove(at))
}

/// The right to let a browser work. It is given back when dropped.
#[derive(Debug)]
struct Turn(());

impl Turn {
    fn take() -> Self {
        let mut pool = GIVEN_BACK
            .wait_while(pool(), |pool| pool.at_work >= AT_WORK)
            .unwrap_or_else(PoisonError::into_inner);
        pool.at_work += 1;
        Self(())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        pool().at_work -= 1;
        GIVEN_BACK.notify_one();
    }
}

fn pool() -> MutexGuard<'static, Pool> {
    // It is whole even if a holder of the lock panicked.
    POOL.lock().unwrap_or_else(PoisonError::into_inner)
}
