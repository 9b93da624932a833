//! What a memcached says of itself. The client crate does not ask, so this does.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// The part of `stats` that is needed here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// The process that answered.
    pub pid: u32,
    /// The version it says it has.
    pub version: String,
}

/// Asks the memcached at an address. `None` where none answers within a second.
pub fn ask(address: SocketAddr) -> Option<Stats> {
    let limit = Duration::from_secs(1);
    let mut stream = TcpStream::connect_timeout(&address, limit).ok()?;
    stream.set_read_timeout(Some(limit)).ok()?;
    stream.write_all(b"stats\r\n").ok()?;
    let (mut pid, mut version) = (None, None);
    for line in BufReader::new(stream).lines() {
        let line = line.ok()?;
        if line == "END" {
            break;
        }
        match line.split_whitespace().collect::<Vec<_>>()[..] {
            ["STAT", "pid", value] => pid = value.parse().ok(),
            ["STAT", "version", value] => version = Some(value.to_owned()),
            _ => {}
        }
    }
    Some(Stats {
        pid: pid?,
        version: version?,
    })
}
