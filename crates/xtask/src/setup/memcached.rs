//! memcached, against which the tests replay scenarios.

use super::apt;
use crate::failure::{Failure, Outcome};
use crate::which::which;
use std::env;
use std::path::PathBuf;

/// The variable that tells the tests which memcached; one may set it to choose
/// another.
pub const VARIABLE: &str = "RINGSIDE_MEMCACHED";

/// The memcached that is there, else Debian's.
///
/// # Errors
/// Where it is not there and cannot be installed.
pub fn ensure() -> Outcome<PathBuf> {
    let find = || {
        env::var_os(VARIABLE)
            .map(PathBuf::from)
            .or_else(|| which("memcached"))
    };
    if let Some(memcached) = find() {
        return Ok(memcached);
    }
    let announce = "Installing memcached: the tests compare the simulator with it. Seconds.";
    apt::install(&["memcached"], announce).map_err(|failure| {
        Failure::new(format!(
            "The replay needs memcached on PATH, or in {VARIABLE}. {failure}"
        ))
    })?;
    find().ok_or_else(|| Failure::new("memcached was installed but is not on PATH."))
}
