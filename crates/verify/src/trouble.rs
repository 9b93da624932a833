//! Why a scenario could not be played, in words for the person who wanted it.

use std::fmt::{self, Display, Formatter};

/// A message that says what was tried and, where there is a way, what to do. Not a difference:
/// that is a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble(String);

/// What every step of a play returns.
pub type Outcome<T = ()> = Result<T, Trouble>;

impl Trouble {
    /// Trouble with this message.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl Display for Trouble {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Trouble {}

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
        self.map_err(|reason| Trouble(format!("{}: {reason}", doing())))
    }
}
