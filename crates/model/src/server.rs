//! A server as a client's configuration names it.

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
