//! One's own servers are placed as the real client places them, and the table that is saved says so.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ringside::effects::Effect;
use ringside::form::FormMsg;
use ringside::state::{Export, Msg, ShareMsg};
use ringside_model::client::Client;

use crate::reader::Page;

/// A list of servers that a real client was given with the keys session-0 to session-999, and the
/// primary that it chose for each of them.
struct Asked {
    client: Client,
    list: String,
    servers: String,
    primaries: Vec<String>,
}

impl Asked {
    /// Every such list among the model's fixtures.
    fn all() -> Vec<Self> {
        let clients = Client::ALL.into_iter();
        let lists = clients.flat_map(|client| {
            let folder = fixtures().join(client.name());
            let files = fs::read_dir(folder).into_iter().flatten();
            let mut paths: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
            paths.sort();
            paths.into_iter().map(move |path| (client, path))
        });
        lists
            .filter_map(|(client, path)| Self::read(client, &path))
            .collect()
    }

    /// None for other keys.
    fn read(client: Client, path: &Path) -> Option<Self> {
        let text = fs::read_to_string(path).expect("a fixture");
        let (head, answers) = text.split_once("\nanswers\n").expect("answers");
        if !head.contains("\nkeys session\n") {
            return None;
        }
        let servers: Vec<&str> = head
            .lines()
            .filter_map(|line| line.strip_prefix("server "))
            .collect();
        let symbols: Vec<char> = ('0'..='9').chain('a'..='z').chain('A'..='Z').collect();
        let primary = |word: &str| {
            let at = symbols.iter().position(|&symbol| word.starts_with(symbol));
            let server = servers[at.expect("a server")];
            server.split(' ').next().unwrap_or_default().to_lowercase()
        };
        let list = path.file_stem().expect("a name").to_string_lossy();
        Some(Self {
            client,
            list: list.into_owned(),
            primaries: answers.split_ascii_whitespace().map(primary).collect(),
            servers: servers.join("\n"),
        })
    }

    /// The rows of the table that the page saves, without its head.
    fn saved(&self) -> Vec<Vec<String>> {
        let mut page = Page::of_lists(&self.servers, "");
        assert_eq!(page.faults("servers"), [""; 0], "{}", self.list);
        page.act(Msg::Form(FormMsg::Client(self.client)));
        let effects = page.act(Msg::Share(ShareMsg::Save(Export::Table)));
        let file = effects.into_iter().find_map(|effect| match effect {
            Effect::Download { content, .. } => Some(content.concat()),
            _ => None,
        });
        rows(&file.expect("a file"))
    }

    /// The rows that the command prints for the same lists.
    fn printed(&self) -> Vec<Vec<String>> {
        let file = |what: &str, content: &str| {
            let name = format!("{}-{}-{what}", self.client.name(), self.list);
            let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
            fs::write(&path, content).expect("a folder that can be written");
            path
        };
        let keys = 0..self.primaries.len();
        let keys = keys.fold(String::new(), |list, at| format!("{list}session-{at}\n"));
        let output = Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--package", "ringside-model"])
            .args(["--example", "place", "--", "--client", self.client.name()])
            .arg("--servers")
            .arg(file("servers", &self.servers))
            .arg("--keys")
            .arg(file("keys", &keys))
            .output()
            .expect("the command runs");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        rows(&String::from_utf8_lossy(&output.stdout))
    }
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/model/tests/fixtures/clients")
}

/// The fields of a CSV file in which none has a comma, without its head.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let rows = csv.lines().skip(1);
    rows.map(|row| row.split(',').map(str::to_owned).collect())
        .collect()
}

#[test]
fn the_saved_table_is_what_real_clients_answer() {
    let all = Asked::all();
    assert!(all.len() > 100, "{} lists", all.len());
    for asked in all {
        let rows = asked.saved();
        assert_eq!(rows.len(), asked.primaries.len());
        for (at, (row, primary)) in rows.iter().zip(&asked.primaries).enumerate() {
            assert_eq!(row[0], format!("session-{at}"));
            let (client, list) = (asked.client, &asked.list);
            assert_eq!(&row[1].to_lowercase(), primary, "{client}, {list}, {at}");
        }
    }
}

#[test]
fn the_saved_table_is_what_the_command_prints() {
    for (client, list) in [
        ("libmemcached-ketama-weighted", "four"),
        ("libmemcached-ketama-weighted", "five_mixed"),
        ("spymemcached", "five_mixed"),
        ("nginx-consistent", "same_host3"),
        ("pymemcache", "five_mixed"),
        ("python-memcached", "five_mixed"),
    ] {
        let path = fixtures().join(client).join(format!("{list}.txt"));
        let asked = Asked::read(client.parse().expect("a client"), &path).expect("a list");
        let (saved, printed) = (asked.saved(), asked.printed());
        assert_eq!(saved.len(), 1000);
        assert_eq!(saved.len(), printed.len());
        for (saved, printed) in saved.iter().zip(&printed) {
            // The page adds what is true of the key now.
            assert_eq!(saved[..printed.len()], printed[..], "{client}, {list}");
        }
    }
}
