//! A server as a client's configuration names it.

use std::fmt;

use crate::id::Point;

/// The port that memcached listens on unless told otherwise. Several clients leave it out of the
/// name they hash.
pub const DEFAULT_PORT: u16 = 11211;

/// One line of a client's server list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Host name or address, without port; an IPv6 address without brackets.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// How much of the ring it should get, beside the weights of the others. At least 1.
    pub weight: u32,
    /// The name that the configuration gives it beside its address (twemproxy has these).
    pub alias: Option<String>,
    /// Its points on the ring, where the configuration gives them by hand (only *plain* reads them).
    pub tokens: Vec<Point>,
}

impl Server {
    /// Host and port joined by a colon, as most clients hash them: without brackets even where
    /// the host is an IPv6 address.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// The host alone where the port is [`DEFAULT_PORT`], else [`Server::full_name`]: the name
    /// that libketama's heirs hash.
    #[must_use]
    pub fn short_name(&self) -> String {
        if self.port == DEFAULT_PORT {
            self.host.clone()
        } else {
            self.full_name()
        }
    }
}

impl fmt::Display for Server {
    /// The address as people write it: `host:port`, an IPv6 address in brackets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.contains(':') {
            write!(f, "[{}]:{}", self.host, self.port)
        } else {
            write!(f, "{}:{}", self.host, self.port)
        }
    }
}
