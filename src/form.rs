//! *Your cluster*: the lists that a person gives, what is wrong with them, and the scenario that
//! they make.

use std::rc::Rc;

use ringside_model::client::Client;
use ringside_model::event::NodeSpec;
use ringside_model::list::{self, LineError, List};
use ringside_model::pace::{Pace, in_one_go};
use ringside_model::policy::Policy;
use ringside_model::roster::MAX_NODES;
use ringside_model::scenario::Setup;
use ringside_model::session::{KeySpec, Numbered, SessionSpec};

use crate::effects::Effect;
use crate::state::{Finish, Kind, Msg, State};

/// Under this name the server list is kept on the device.
pub const SERVERS: &str = "ringside.servers";
/// Under this name the key list is kept on the device.
pub const KEYS: &str = "ringside.keys";
/// At most so many keys are placed on the page.
pub const MOST_KEYS: usize = 100_000;

/// Servers to begin with.
const SAMPLE: [&str; 4] = [
    "10.0.0.1:11211",
    "10.0.0.2:11211",
    "10.0.0.3:11211",
    "10.0.0.4:11211",
];

/// The lists as typed, and what they say.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The server list, as typed.
    pub servers: Rc<str>,
    /// The key list, as typed.
    pub keys: Rc<str>,
    /// The client whose placement is used.
    pub client: Client,
    /// The good lines of the server list.
    pub nodes: Rc<Vec<NodeSpec>>,
    /// The good lines of the key list.
    pub sessions: Rc<SessionSpec>,
    /// What is wrong with the server list, line by line.
    pub server_faults: Rc<Vec<LineError>>,
    /// What is wrong with the key list, line by line.
    pub key_faults: Rc<Vec<LineError>>,
}

/// What can happen to the lists.
#[derive(Clone, Debug, PartialEq)]
pub enum FormMsg {
    /// The server list was typed.
    Servers(String),
    /// The key list was typed.
    Keys(String),
    /// Another client was chosen.
    Client(Client),
}

impl Msg {
    /// A file for one of the lists was read.
    #[must_use]
    pub fn list_file(list: &'static str, name: &str, content: Result<String, String>) -> Self {
        match content {
            Ok(text) if list == SERVERS => Self::Form(FormMsg::Servers(text)),
            Ok(text) => Self::Form(FormMsg::Keys(text)),
            Err(why) => Self::Complain(format!(
                "{name} was not opened: {why}. Your list is as it was."
            )),
        }
    }
}

impl Form {
    /// The lists that were kept, or a sample.
    #[must_use]
    pub fn new(servers: Option<String>, keys: Option<String>) -> Self {
        let mut form = Self {
            servers: Rc::from(SAMPLE.map(|server| format!("{server}\n")).concat()),
            keys: Rc::from(""),
            client: Client::LibmemcachedKetamaWeighted,
            nodes: Rc::new(SAMPLE.map(NodeSpec::named).to_vec()),
            sessions: Rc::new(SessionSpec::Listed(Vec::new())),
            server_faults: Rc::default(),
            key_faults: Rc::default(),
        };
        if let Some(servers) = servers {
            form.servers = Rc::from(servers);
            form.read_servers();
        }
        if let Some(keys) = keys {
            let text = Rc::from(keys);
            let keys = in_one_go(async |pace| read_keys(&text, pace).await);
            form.take_keys(text, keys);
        }
        form
    }

    /// The scenario that the good lines make, with the other settings of a policy. None without
    /// any server.
    #[must_use]
    pub fn setup(&self, policy: &Policy) -> Option<Setup> {
        if self.nodes.is_empty() {
            return None;
        }
        let policy = Policy {
            placement: self.client,
            ..policy.clone()
        };
        let sessions = if self.sessions.is_empty() {
            Rc::new(SessionSpec::Numbered(Numbered {
                prefix: "session-".to_owned(),
                count: 1000,
            }))
        } else {
            Rc::clone(&self.sessions)
        };
        Some(Setup {
            title: "Your cluster".to_owned(),
            about: "Your servers, your keys and your client. Each session has two copies unless the settings say otherwise.".to_owned(),
            policy,
            nodes: self.nodes.to_vec(),
            sessions,
        })
    }

    fn read_servers(&mut self) {
        let list = list::servers(self.servers.as_bytes(), MAX_NODES);
        let nodes = list.lines.into_iter().map(|line| {
            let server = line.value;
            NodeSpec {
                name: server.to_string(),
                weight: server.weight,
                alias: server.alias,
                tokens: Vec::new(),
            }
        });
        self.nodes = Rc::new(nodes.collect());
        self.server_faults = Rc::new(list.errors);
    }

    /// Takes what was read of a key list.
    fn take_keys(&mut self, text: Rc<str>, keys: List<String>) {
        self.keys = text;
        let specs = keys.lines.into_iter().map(|line| KeySpec::Key(line.value));
        self.sessions = Rc::new(SessionSpec::Listed(specs.collect()));
        self.key_faults = Rc::new(keys.errors);
    }
}

/// Reads a key list. No keys at all are no fault: sessions are made up for them.
async fn read_keys(text: &str, pace: &Pace) -> List<String> {
    if text.trim().is_empty() {
        return List {
            lines: Vec::new(),
            errors: Vec::new(),
        };
    }
    list::keys_in_slices(text.as_bytes(), MOST_KEYS, pace).await
}

impl State {
    /// Changes the lists as a message asks, and returns what is to be done in the browser.
    pub(crate) fn fill_in(&mut self, change: FormMsg) -> Vec<Effect> {
        match change {
            FormMsg::Servers(text) => {
                self.form.servers = Rc::from(text.as_str());
                self.form.read_servers();
                let name = SERVERS;
                vec![Effect::Keep { name, text }, Effect::PlaceSoon]
            }
            FormMsg::Keys(text) => self.fill_in_keys(text.into()),
            FormMsg::Client(client) => {
                self.form.client = client;
                vec![Effect::PlaceSoon]
            }
        }
    }

    /// The text is there at once, what it says once it is read.
    fn fill_in_keys(&mut self, text: Rc<str>) -> Vec<Effect> {
        let before = self.jobs.keys_before();
        if before.is_some() {
            self.drop_job();
        }
        let before = before.unwrap_or_else(|| Rc::clone(&self.form.keys));
        let own = Rc::clone(&text);
        let effects = self.start(Kind::Reads(before), async move |pace: &Pace| {
            let keys = read_keys(&own, pace).await;
            let finish: Finish = Box::new(move |state| {
                let text = own.to_string();
                state.form.take_keys(own, keys);
                vec![Effect::Keep { name: KEYS, text }, Effect::PlaceSoon]
            });
            finish
        });
        self.form.keys = text;
        effects
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_what_reading_it_makes_of_it() {
        let sample = Form::new(None, None);
        let read = Form::new(Some(sample.servers.to_string()), Some(String::new()));
        assert_eq!(sample, read);
    }
}
