//! What is known of each client: its name, its title, and against what it was checked.

use crate::client::{
    Client, libmemcached, nginx, npm_hashring, plain, pymemcache, python_memcached,
    session_manager, spymemcached, twemproxy, uhashring,
};

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
            Self::LibmemcachedKetama => &libmemcached::KETAMA,
            Self::LibmemcachedModula => &libmemcached::MODULA,
            Self::Spymemcached => &spymemcached::OWN_FORMAT,
            Self::SpymemcachedLibmemcached => &spymemcached::LIBMEMCACHED_FORMAT,
            Self::SpymemcachedArraymod => &spymemcached::ARRAYMOD,
            Self::TwemproxyKetama => &twemproxy::KETAMA,
            Self::TwemproxyKetamaMd5 => &twemproxy::KETAMA_MD5,
            Self::NpmHashring => &npm_hashring::OWN,
            Self::NpmHashringDefaultPort => &npm_hashring::DEFAULT_PORT_LEFT_OUT,
            Self::Uhashring => &uhashring::HOST_PORT,
            Self::UhashringElided => &uhashring::ELIDED,
            Self::NginxConsistent => &nginx::CONSISTENT,
            Self::Pymemcache => &pymemcache::RENDEZVOUS,
            Self::PythonMemcached => &python_memcached::MODULO,
            Self::SessionManager => &session_manager::NON_STICKY,
            Self::Plain(_) => &plain::PLAIN,
        }
    }

    /// The stable name, such as `libmemcached-ketama-weighted`. A plain ring's size is not in it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.profile().name
    }
}
