//! Free addresses on loopback.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};

use crate::trouble::{Outcome, While};

/// A free port on the loopback address of the node with this number.
///
/// On Linux each node has an address of its own, 127.0.0.2 and on. Outgoing connections start
/// from 127.0.0.1, so none can take a node's port while the node is down. Elsewhere there is only
/// 127.0.0.1.
pub fn free(number: usize) -> Outcome<SocketAddr> {
    let last = if cfg!(target_os = "linux") {
        u8::try_from(number % 250).unwrap_or(0) + 2
    } else {
        1
    };
    let ip = IpAddr::V4(Ipv4Addr::new(127, 0, 0, last));
    TcpListener::bind((ip, 0))
        .and_then(|listener| listener.local_addr())
        .while_doing(|| format!("Looking for a free port on {ip}"))
}
