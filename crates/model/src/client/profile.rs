//! What is known of each client: its name, its title, and against what it was checked.

use crate::client::{Client, libmemcached, plain, spymemcached};

/// One client as people speak of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name in scenarios and on the command line. Never changes.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// The program whose answers it was checked against.
    pub program: &'static str,
    /// The version of that program.
    pub version: &'static str,
    /// What it does, in a sentence.
    pub description: &'static str,
}

impl Client {
    /// What is known of this client.
    #[must_use]
    pub fn profile(self) -> &'static Profile {
        match self {
            Self::LibmemcachedKetamaWeighted => &libmemcached::KETAMA_WEIGHTED,
            Self::Spymemcached => &spymemcached::OWN_FORMAT,
            Self::Plain(_) => &plain::PLAIN,
        }
    }

    /// The stable name, such as `libmemcached-ketama-weighted`. A plain ring's size is not in it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.profile().name
    }
}
