//! Temporary: names of nodes as addresses.
use crate::server::{DEFAULT_PORT, Server};
/// Largest weight.
pub const MAX_WEIGHT: u32 = 1_000_000;
/// Reads a node's name as an address.
pub fn server_name(name: &str) -> Result<Server, String> {
    let (host, port) = match name.rsplit_once(':') {
        Some((host, port)) => (
            host,
            port.parse::<u16>().ok().filter(|&p| p > 0).ok_or(format!(
                "found port {port}, expected a port from 1 to 65535"
            ))?,
        ),
        None => (name, DEFAULT_PORT),
    };
    if host.is_empty() || host.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(format!("found the name {name:?}"));
    }
    Ok(Server {
        host: host.to_owned(),
        port,
        weight: 1,
        alias: None,
        tokens: Vec::new(),
    })
}
/// Key check.
pub fn key(key: &str) -> Result<(), String> {
    if key.is_empty() || key.len() > 250 || key.bytes().any(|b| b <= 32 || b == 127) {
        Err(format!("found the key {}", shorten(key)))
    } else {
        Ok(())
    }
}
/// Shortens.
pub fn shorten(text: &str) -> String {
    text.chars().take(40).collect()
}
