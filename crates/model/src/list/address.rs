//! Addresses of servers: `host:port`.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::list::flaw::{Flaw, number, quoted};
use crate::list::word::Word;
use crate::server::{DEFAULT_PORT, Server};

/// The longest host name, in bytes (RFC 1035).
const MAX_HOST_BYTES: usize = 253;

const HOST_EXPECTED: &str = "a host name or address";

/// What an address says. The weight is twemproxy's, behind a second colon.
pub(super) struct Address<'a> {
    pub host: String,
    pub port: u16,
    pub weight: Option<Word<'a>>,
}

/// Reads `host`, `host:port`, `[ipv6]` or `[ipv6]:port` as a server of weight 1.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn address(text: &str) -> Result<Server, Flaw> {
    let Address { host, port, weight } = parts(Word { column: 1, text })?;
    match weight {
        None => Ok(Server {
            host,
            port,
            weight: 1,
            alias: None,
            tokens: Vec::new(),
        }),
        Some(more) => Err(more.flaw(quoted(more.text), "nothing after the port")),
    }
}

/// The parts of `host[:port[:weight]]`.
pub(super) fn parts(word: Word<'_>) -> Result<Address<'_>, Flaw> {
    let (host, rest) = if word.text.starts_with('[') {
        bracketed(word)?
    } else {
        named(word)?
    };
    let (port, weight) = match rest.map(Word::split_colon) {
        None => (DEFAULT_PORT, None),
        Some((port, weight)) => (self::port(port)?, weight),
    };
    Ok(Address { host, port, weight })
}

/// An IPv6 address in brackets, and what follows the colon behind it.
fn bracketed(word: Word<'_>) -> Result<(String, Option<Word<'_>>), Flaw> {
    let Some(end) = word.text.find(']') else {
        return Err(word.flaw(quoted(word.text), "a closing bracket after an IPv6 address"));
    };
    let (before, after) = word.split(end);
    let host = before.from(1);
    // A zone such as %eth0 says on which link the address is meant.
    let address = host
        .text
        .split_once('%')
        .map_or(host.text, |(address, _)| address);
    if address.parse::<Ipv6Addr>().is_err() {
        return Err(host.flaw(quoted(host.text), "an IPv6 address between the brackets"));
    }
    check_characters(host, |character| character.is_ascii_graphic())?;
    match after.text.strip_prefix(':') {
        Some(_) => Ok((host.text.to_owned(), Some(after.from(1)))),
        None if after.text.is_empty() => Ok((host.text.to_owned(), None)),
        None => Err(after.flaw(quoted(after.text), "a colon and a port")),
    }
}

/// A host name or IPv4 address, and what follows the colon behind it.
fn named(word: Word<'_>) -> Result<(String, Option<Word<'_>>), Flaw> {
    if word.text.parse::<Ipv6Addr>().is_ok() {
        let found = format!("the IPv6 address {} without brackets", word.text);
        return Err(word.flaw(found, "brackets, as in [::1]:11211"));
    }
    let (host, rest) = word.split_colon();
    if host.text.is_empty() {
        return Err(host.flaw(quoted(word.text), HOST_EXPECTED));
    }
    if host.text.len() > MAX_HOST_BYTES {
        let expected = format!("a host name of at most {MAX_HOST_BYTES} bytes");
        return Err(host.flaw(quoted(host.text), expected));
    }
    check_characters(host, |character| {
        character.is_alphanumeric() || "-_.".contains(character)
    })?;
    let numeric = host
        .text
        .chars()
        .all(|character| character.is_ascii_digit() || character == '.');
    if numeric && host.text.contains('.') && host.text.parse::<Ipv4Addr>().is_err() {
        return Err(host.flaw(
            quoted(host.text),
            "an IPv4 address of four numbers from 0 to 255",
        ));
    }
    Ok((host.text.to_owned(), rest))
}

fn check_characters(host: Word<'_>, fits: impl Fn(char) -> bool) -> Result<(), Flaw> {
    match host
        .text
        .char_indices()
        .find(|(_, character)| !fits(*character))
    {
        None => Ok(()),
        Some((at, character)) => {
            let found = format!("the character {character:?}");
            Err(host.from(at).flaw(found, HOST_EXPECTED))
        }
    }
}

fn port(word: Word<'_>) -> Result<u16, Flaw> {
    let digits = word.text.bytes().all(|byte| byte.is_ascii_digit());
    let port = word.text.parse().ok().filter(|port| digits && *port > 0);
    port.ok_or_else(|| {
        word.flaw(
            format!("port {}", number(word.text)),
            "a port from 1 to 65535",
        )
    })
}
