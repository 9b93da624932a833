//! Server lists: one server a line, as in the configuration of several programs.

use std::collections::BTreeMap;
use std::net::IpAddr;

use crate::list::address::{self, Address};
use crate::list::flaw::{Flaw, number, quoted};
use crate::list::word::{Word, words};
use crate::list::{Kind, List, read};
use crate::pace::in_one_go;
use crate::server::Server;

/// The greatest weight a server may have.
pub const MAX_WEIGHT: u32 = 1_000_000;

/// The longest name a server may have beside its address, in bytes. twemproxy cuts names that
/// are longer still.
pub const MAX_NAME_BYTES: usize = 80;

/// Reads a server list of at most `limit` servers.
///
/// A line is `host:port [weight] [name]`, or as in twemproxy's YAML `- host:port:weight [name]`.
/// Without a port it is 11211, without a weight 1; an IPv6 address stands in brackets. Empty
/// lines and what follows a `#` are passed over. No address and no name may stand there twice.
#[must_use]
pub fn servers(text: &[u8], limit: usize) -> List<Server> {
    let (mut addresses, mut names) = (BTreeMap::new(), BTreeMap::new());
    let kind = Kind {
        one: "server",
        many: "servers",
    };
    let parse = |number, line| {
        let mut words = words(line).peekable();
        words.next_if(|word| word.text == "-");
        let Some(first) = words.peek().copied() else {
            return Ok(None);
        };
        let (server, name) = server(words)?;
        let (address, alias) = (identity(&server), server.alias.clone());
        if let Some(line) = addresses.get(&address) {
            let found = format!("the server {server} again");
            return Err(first.flaw(
                found,
                format!("each server once (line {line} has it already)"),
            ));
        }
        if let (Some(name), Some(line)) = (name, alias.as_ref().and_then(|name| names.get(name))) {
            let found = format!("the name {} again", quoted(name.text));
            return Err(name.flaw(
                found,
                format!("each name once (line {line} has it already)"),
            ));
        }
        addresses.insert(address, number);
        names.extend(alias.map(|name| (name, number)));
        Ok(Some(server))
    };
    in_one_go(async |pace| read(text, limit, &kind, pace, parse).await)
}

/// A server and its name from the words of a line.
fn server<'a>(
    mut words: impl Iterator<Item = Word<'a>>,
) -> Result<(Server, Option<Word<'a>>), Flaw> {
    let nothing = Word {
        column: 1,
        text: "",
    };
    let Address { host, port, weight } = address::parts(words.next().unwrap_or(nothing))?;
    let weight = match weight.or_else(|| words.next()) {
        Some(word) => self::weight(word)?,
        None => 1,
    };
    let name = words.next();
    let alias = name.map(self::name).transpose()?;
    if let Some(more) = words.next() {
        return Err(more.flaw(
            quoted(more.text),
            "the end of the line after a name without spaces",
        ));
    }
    Ok((
        Server {
            host,
            port,
            weight,
            alias,
            tokens: Vec::new(),
        },
        name,
    ))
}

fn weight(word: Word<'_>) -> Result<u32, Flaw> {
    let digits = word.text.bytes().all(|byte| byte.is_ascii_digit());
    let weight = word
        .text
        .parse()
        .ok()
        .filter(|weight| digits && (1..=MAX_WEIGHT).contains(weight));
    weight.ok_or_else(|| {
        let expected = format!("a weight from 1 to {MAX_WEIGHT}");
        word.flaw(format!("weight {}", number(word.text)), expected)
    })
}

fn name(word: Word<'_>) -> Result<String, Flaw> {
    let length = word.text.len();
    if length > MAX_NAME_BYTES {
        let expected = format!("a name of at most {MAX_NAME_BYTES} bytes");
        return Err(word.flaw(format!("the name {}", quoted(word.text)), expected));
    }
    match word
        .text
        .char_indices()
        .find(|(_, character)| character.is_control())
    {
        None => Ok(word.text.to_owned()),
        Some((at, character)) => {
            let found = format!("the character {character:?}");
            Err(word
                .from(at)
                .flaw(found, "a name without control characters"))
        }
    }
}

/// What makes two servers the same: addresses by value, host names without regard to case.
#[must_use]
pub fn identity(server: &Server) -> (String, u16) {
    let host = if server.host.contains([':', '.']) {
        numeric(&server.host)
    } else {
        None
    };
    let host = host.unwrap_or_else(|| server.host.to_ascii_lowercase());
    (host, server.port)
}

/// An address in numbers, as it is usually written.
fn numeric(host: &str) -> Option<String> {
    let address: IpAddr = host.parse().ok()?;
    Some(address.to_string())
}
