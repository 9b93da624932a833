//! Why a command could not go on, in words for the person who ran it.

use std::fmt::{self, Display, Formatter};

/// A message that says what was tried and, where there is a way, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(String);

/// What every fallible step of a command returns.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure with this message.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// Puts what was being done before the reason that it failed.
pub trait While<T> {
    /// The same result; its error reads "`doing`: the reason".
    ///
    /// # Errors
    /// The error of `self`, with the message before it.
    fn while_doing(self, doing: impl FnOnce() -> String) -> Outcome<T>;
}

impl<T, E: Display> While<T> for Result<T, E> {
    fn while_doing(self, doing: impl FnOnce() -> String) -> Outcome<T> {
        self.map_err(|reason| Failure(format!("{}: {reason}", doing())))
    }
}
