//! Reading what the real clients answered (`tests/fixtures/README.md` describes the files).

use std::fs;
use std::path::{Path, PathBuf};

use ringside_model::client::Client;
use ringside_model::id::NodeId;
use ringside_model::placement::{Key, Placement};
use ringside_model::server::Server;

/// One file: a client, a server list, and its answers for a set of keys.
pub struct Answers {
    pub client: Client,
    /// The name of the server list.
    pub list: String,
    pub servers: Vec<Server>,
    pub keys: Vec<Vec<u8>>,
    /// For each key the nodes in the order that the client gave, the primary first.
    pub nodes: Vec<Vec<NodeId>>,
}

pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// `session-0` to `session-999`.
pub fn session_keys() -> Vec<Vec<u8>> {
    (0..1000)
        .map(|number| format!("session-{number}").into_bytes())
        .collect()
}

/// Every file of answers, by client and list.
pub fn all_answers() -> Vec<Answers> {
    Client::ALL.into_iter().flat_map(answers_of).collect()
}

/// Every file of answers of one client, by list.
pub fn answers_of(client: Client) -> Vec<Answers> {
    let Ok(files) = fs::read_dir(fixtures().join("clients").join(client.name())) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = files
        .map(|file| file.expect("a readable folder").path())
        .collect();
    paths.sort();
    paths.iter().map(|path| read(client, path)).collect()
}

/// The answers of one client for one list.
pub fn answers(client: Client, list: &str) -> Answers {
    read(
        client,
        &fixtures()
            .join("clients")
            .join(client.name())
            .join(format!("{list}.txt")),
    )
}

fn read(client: Client, path: &Path) -> Answers {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (head, body) = text.split_once("answers\n").expect("a line 'answers'");
    let of = |word: &str| {
        let prefix = format!("{word} ");
        head.lines()
            .filter_map(move |line| line.strip_prefix(&*prefix).map(str::to_owned))
    };
    let keys = match of("keys").next().as_deref() {
        Some("session") => session_keys(),
        Some(file) => lines(&fixtures().join(file)),
        None => panic!("{}: no keys", path.display()),
    };
    let node = |symbol: char| {
        let digits = ('0'..='9').chain('a'..='z').chain('A'..='Z');
        let index = digits
            .into_iter()
            .position(|digit| digit == symbol)
            .expect("a base-62 digit");
        NodeId(u16::try_from(index).expect("at most 62 nodes"))
    };
    let nodes = body
        .split_whitespace()
        .map(|word| word.chars().map(node).collect())
        .collect();
    let list = path
        .file_stem()
        .expect("a file name")
        .to_string_lossy()
        .into_owned();
    Answers {
        client,
        list,
        servers: of("server").map(|line| server(&line)).collect(),
        keys,
        nodes,
    }
}

fn lines(path: &Path) -> Vec<Vec<u8>> {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    bytes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(<[u8]>::to_vec)
        .collect()
}

fn server(line: &str) -> Server {
    let mut words = line.split(' ');
    let address = words.next().expect("an address");
    let (host, port) = address.rsplit_once(':').expect("host:port");
    Server {
        host: host.trim_matches(['[', ']']).to_owned(),
        port: port.parse().expect("a port"),
        weight: words.next().expect("a weight").parse().expect("a weight"),
        alias: words.next().map(str::to_owned),
        tokens: Vec::new(),
    }
}

/// The placement that a client builds of these servers, whose ids are their indexes.
pub fn place(client: Client, servers: &[Server]) -> Placement {
    let list: Vec<_> = (0..).map(NodeId).zip(servers).collect();
    client.place(&list, None)
}

/// A key as the client hashes it.
pub fn key(client: Client, bytes: &[u8]) -> Key<'_> {
    Key {
        bytes,
        hash: client.hash_key(bytes),
    }
}

/// A server of weight 1.
pub fn server_at(host: &str, port: u16) -> Server {
    Server {
        host: host.to_owned(),
        port,
        weight: 1,
        alias: None,
        tokens: Vec::new(),
    }
}
