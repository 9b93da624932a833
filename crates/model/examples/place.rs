//! Prints where a client puts keys, as CSV: `key,primary,next1,...`.
//!
//! `cargo run --release -p ringside-model --example place -- --client NAME --servers FILE --keys FILE`
//!
//! Nodes are named `host:port`. `next1`, ... are the client's own alternatives in its own order:
//! all other nodes, or for spymemcached with ketama its seven tries, which may repeat a node.
//! For `plain`, whose points no file gives, node i of n lies at i/n of the ring (i from 1).

use std::borrow::Cow;
use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use ringside_model::client::{Client, MAX_TOKENS};
use ringside_model::id::NodeId;
use ringside_model::list::{self, LineError, List};
use ringside_model::placement::Key;
use ringside_model::server::Server;
use ringside_model::table;

const USAGE: &str = "\
usage: place --client NAME --servers FILE --keys FILE
       place --clients

  --client NAME    the client whose placement to compute
  --servers FILE   a server a line: host:port [weight] [name]
  --keys FILE      a key a line
  --clients        list the names of the clients
A FILE of - is standard input.";

fn main() -> ExitCode {
    let arguments = env::args_os().skip(1).collect();
    let done = Request::read(arguments).and_then(|request| match request {
        Request::Usage => Ok(print(|out| writeln!(out, "{USAGE}"))),
        Request::Clients => Ok(print(clients)),
        Request::Place {
            client,
            servers,
            keys,
        } => place(client, &servers, &keys),
    });
    match done {
        Ok(Ok(())) => ExitCode::SUCCESS,
        // Whoever reads the output has seen enough.
        Ok(Err(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Ok(Err(error)) => refuse(&[format!("standard output: {error}")]),
        Err(messages) => refuse(&messages),
    }
}

/// What is wrong with the request or its files, a line each.
type Messages = Vec<String>;

/// The outcome of printing, once there is nothing to complain about.
type Printed = io::Result<()>;

fn refuse(messages: &[String]) -> ExitCode {
    for message in messages {
        eprintln!("{message}");
    }
    ExitCode::from(2)
}

enum Request {
    Usage,
    Clients,
    Place {
        client: Client,
        servers: OsString,
        keys: OsString,
    },
}

impl Request {
    fn read(mut arguments: VecDeque<OsString>) -> Result<Self, Messages> {
        let (mut client, mut servers, mut keys) = (None, None, None);
        while let Some(flag) = arguments.pop_front() {
            let wanted = match flag.to_str() {
                Some("--help" | "-h") => return Ok(Self::Usage),
                Some("--clients") => return Ok(Self::Clients),
                Some("--client") => &mut client,
                Some("--servers") => &mut servers,
                Some("--keys") => &mut keys,
                _ => {
                    let flag = list::quoted(&flag.to_string_lossy());
                    return Err(usage(format!("unknown flag {flag}")));
                }
            };
            let flag = flag.to_string_lossy();
            let value = arguments
                .pop_front()
                .filter(|value| !value.to_string_lossy().starts_with("--"));
            let value = value.ok_or_else(|| usage(format!("{flag} wants a value")))?;
            if wanted.replace(value).is_some() {
                return Err(usage(format!("{flag} is given twice")));
            }
        }
        let missing = |flag: &str| usage(format!("{flag} is missing"));
        let client = client.ok_or_else(|| missing("--client"))?;
        let client = client.to_string_lossy().parse::<Client>();
        let client = client.map_err(|error| vec![error.to_string()])?;
        let servers = servers.ok_or_else(|| missing("--servers"))?;
        let keys = keys.ok_or_else(|| missing("--keys"))?;
        if servers == "-" && keys == "-" {
            return Err(usage(
                "only one of --servers and --keys can be -".to_owned(),
            ));
        }
        Ok(Self::Place {
            client,
            servers,
            keys,
        })
    }
}

fn usage(message: String) -> Messages {
    vec![message, USAGE.to_owned()]
}

fn clients(out: &mut dyn Write) -> Printed {
    Client::ALL.into_iter().try_for_each(|client| {
        let profile = client.profile();
        writeln!(
            out,
            "{}\t{} ({} {})",
            profile.name, profile.title, profile.program, profile.version
        )
    })
}

fn place(client: Client, servers: &OsStr, keys: &OsStr) -> Result<Printed, Messages> {
    let most = usize::from(u16::MAX);
    let nodes = read(servers, |text| list::servers(text, most));
    let keys = read(keys, |text| list::keys(text, usize::MAX));
    let (nodes, keys) = match (nodes, keys) {
        (Ok(nodes), Ok(keys)) => (nodes, keys),
        (nodes, keys) => {
            return Err([nodes.err(), keys.err()]
                .into_iter()
                .flatten()
                .flatten()
                .collect());
        }
    };
    let nodes = with_points(client, nodes)
        .map_err(|message| vec![format!("{}: {message}", name(servers))])?;
    Ok(print(|out| rows(client, &nodes, &keys, out)))
}

/// What a file lists, or its bad lines as `FILE:LINE:COLUMN: found ..., expected ...`.
fn read<T>(path: &OsStr, parse: impl Fn(&[u8]) -> List<T>) -> Result<Vec<T>, Messages> {
    let mut text = Vec::new();
    let done = match path.to_str() {
        Some("-") => io::stdin().lock().read_to_end(&mut text).map(|_| text),
        _ => fs::read(Path::new(path)),
    };
    let file = name(path);
    let text = done.map_err(|error| vec![format!("{file}: cannot be read: {error}")])?;
    parse(&text).into_result().map_err(|errors| {
        let told = |LineError {
                        line,
                        column,
                        found,
                        expected,
                    }: &LineError| {
            format!("{file}:{line}:{column}: found {found}, expected {expected}")
        };
        errors.iter().map(told).collect()
    })
}

fn name(path: &OsStr) -> Cow<'_, str> {
    if path == "-" {
        "<stdin>".into()
    } else {
        path.to_string_lossy()
    }
}

/// The servers, spread over a plain ring, if the client's ring can hold them.
fn with_points(client: Client, mut servers: Vec<Server>) -> Result<Vec<Server>, String> {
    if let Client::Plain(size) = client {
        let count = u32::try_from(servers.len()).unwrap_or(u32::MAX);
        if u64::from(count) > size.get() {
            return Err(format!(
                "found {count} servers, expected at most {}",
                size.get()
            ));
        }
        for (server, point) in servers.iter_mut().zip(size.spread(count)) {
            server.tokens = vec![point];
        }
    }
    let list: Vec<_> = (0..).map(NodeId).zip(&servers).collect();
    let points = client
        .token_counts(&list, None)
        .into_iter()
        .fold(0, u64::saturating_add);
    if points > MAX_TOKENS {
        let found = format!("found weights that make {points} points");
        return Err(format!("{found}, expected at most {MAX_TOKENS}"));
    }
    Ok(servers)
}

fn rows(client: Client, servers: &[Server], keys: &[String], out: &mut dyn Write) -> Printed {
    let list: Vec<_> = (0..).map(NodeId).zip(servers).collect();
    let placement = client.place(&list, None);
    let width = keys.first().map_or(1, |text| {
        client.sequence(&placement, key(client, text)).len()
    });
    write!(out, "key,primary")?;
    (1..width).try_for_each(|next| write!(out, ",next{next}"))?;
    writeln!(out)?;
    let names: Vec<String> = servers
        .iter()
        .map(|server| table::field(&server.to_string()))
        .collect();
    for text in keys {
        write!(out, "{}", table::field(text))?;
        let sequence = client.sequence(&placement, key(client, text));
        sequence
            .iter()
            .try_for_each(|node| write!(out, ",{}", names[node.index()]))?;
        writeln!(out)?;
    }
    Ok(())
}

fn key(client: Client, text: &str) -> Key<'_> {
    Key {
        bytes: text.as_bytes(),
        hash: client.hash_key(text.as_bytes()),
    }
}

fn print(write: impl FnOnce(&mut dyn Write) -> Printed) -> Printed {
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out)?;
    out.flush()
}
