//! The oracle: what must happen, computed a second time in the plainest way there is, with maps
//! and loops over names. It shares nothing with the model, not even a type.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::{Case, Happening};

/// Everything true at one moment, by name.
#[derive(Clone, Debug)]
pub struct Oracle {
    replicas: usize,
    probes: usize,
    fall_through: &'static str,
    hashes: BTreeMap<String, u32>,
    tokens: BTreeMap<String, Vec<u32>>,
    up: BTreeMap<String, bool>,
    list: Vec<String>,
    stored: BTreeMap<(String, String), u32>,
    latest: BTreeMap<String, u32>,
}

/// What a read brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Each node asked with its answer: `node-1 hit 2`, `node-1 miss`, `node-1 unavailable`.
    pub probes: Vec<String>,
    /// The node that had the session, and the version.
    pub found: Option<(String, u32)>,
    /// Why it ended.
    pub end: String,
}

/// What requests came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Served {
    /// Reads of the latest version.
    pub fresh: u32,
    /// Reads of an older one.
    pub stale: u32,
    /// Reads of nothing.
    pub nothing: u32,
    /// Copies written.
    pub copies_stored: u32,
    /// Writes that reached no node.
    pub failed_writes: u32,
}

impl Oracle {
    /// The start: all nodes up and listed, all sessions written once.
    pub fn new(case: &Case) -> Self {
        let mut oracle = Self {
            replicas: case.replicas,
            probes: case.probe_depth.unwrap_or(case.replicas),
            fall_through: case.fall_through,
            hashes: case.keys.iter().cloned().collect(),
            tokens: case.nodes.iter().cloned().collect(),
            up: BTreeMap::new(),
            list: Vec::new(),
            stored: BTreeMap::new(),
            latest: BTreeMap::new(),
        };
        for (name, _) in &case.nodes {
            oracle.up.insert(name.clone(), true);
            oracle.list.push(name.clone());
        }
        for (key, _) in &case.keys {
            oracle.latest.insert(key.clone(), 1);
            oracle.write(key);
        }
        oracle
    }

    /// All keys.
    pub fn keys(&self) -> Vec<String> {
        self.hashes.keys().cloned().collect()
    }

    /// All nodes ever named.
    pub fn nodes(&self) -> Vec<String> {
        self.up.keys().cloned().collect()
    }

    /// The version written last.
    pub fn latest(&self, key: &str) -> u32 {
        self.latest[key]
    }

    /// What a node stores: key and version.
    pub fn stored_on(&self, node: &str) -> BTreeMap<String, u32> {
        let here = |((at, key), version): (&(String, String), &u32)| {
            (at == node).then(|| (key.clone(), *version))
        };
        self.stored.iter().filter_map(here).collect()
    }

    /// The distinct nodes met from the key's hash on, over the sorted points and around.
    pub fn preference_list(&self, key: &str) -> Vec<String> {
        let hash = self.hashes[key];
        let mut ring = Vec::new();
        for node in &self.list {
            for &point in &self.tokens[node] {
                ring.push((point < hash, point, node));
            }
        }
        ring.sort();
        let mut list: Vec<String> = Vec::new();
        for (_, _, node) in ring {
            if !list.contains(node) {
                list.push(node.clone());
            }
        }
        list
    }

    /// The nodes that a write goes to.
    pub fn targets(&self, key: &str) -> Vec<String> {
        let list = self.preference_list(key);
        list.into_iter().take(self.replicas).collect()
    }

    /// Reads a session.
    pub fn read(&self, key: &str) -> Reading {
        let mut reading = Reading {
            probes: Vec::new(),
            found: None,
            end: String::new(),
        };
        for node in self.preference_list(key) {
            let copy = self.stored.get(&(node.clone(), key.to_owned()));
            let (answer, final_in) = match copy {
                _ if !self.up[&node] => ("unavailable".to_owned(), ["none"].as_slice()),
                None => ("miss".to_owned(), ["none", "error"].as_slice()),
                Some(&version) => {
                    reading.found = Some((node.clone(), version));
                    (format!("hit {version}"), [].as_slice())
                }
            };
            let ends = final_in.contains(&self.fall_through);
            reading.probes.push(format!("{node} {answer}"));
            let end = match answer.as_str() {
                "miss" if ends => "MissIsFinal",
                "unavailable" if ends => "ErrorIsFinal",
                "miss" | "unavailable" if reading.probes.len() == self.list.len() => "NoMoreNodes",
                "miss" | "unavailable" if reading.probes.len() == self.probes => "DepthReached",
                "miss" | "unavailable" => continue,
                _ => "Hit",
            };
            end.clone_into(&mut reading.end);
            break;
        }
        reading
    }

    /// The verdict of a session, as scenarios' replays name it.
    pub fn verdict(&self, key: &str) -> &'static str {
        let latest = self.latest(key);
        let has = |node: &String| self.stored.get(&(node.clone(), key.to_owned())) == Some(&latest);
        let targets = self.targets(key);
        let reading = self.read(key);
        match reading.found {
            Some((_, version)) if version < latest => "stale",
            Some(_) if reading.probes.len() > 1 => "replica",
            Some(_) if targets.len() == self.replicas && targets.iter().all(has) => "safe",
            Some(_) => "thin",
            None if self.up.keys().any(has) => "stranded",
            None => "lost",
        }
    }

    /// Lets something happen; what requests came to, if it was requests.
    ///
    /// # Errors
    /// The name of the refusal when it is impossible; nothing has changed then.
    pub fn happen(&mut self, happening: &Happening) -> Result<Option<Served>, &'static str> {
        match happening {
            Happening::Crash(node) => match self.up.get(node) {
                None => return Err("UnknownNode"),
                Some(false) => return Err("AlreadyDown"),
                Some(true) => {
                    self.up.insert(node.clone(), false);
                    self.wipe(node);
                }
            },
            Happening::Restart(node) => match self.up.get(node) {
                None => return Err("UnknownNode"),
                Some(true) => return Err("AlreadyUp"),
                Some(false) => {
                    self.up.insert(node.clone(), true);
                }
            },
            Happening::Join((node, tokens)) => {
                if self.list.contains(node) {
                    return Err("AlreadyListed");
                }
                let mut taken: BTreeSet<u32> = BTreeSet::new();
                for listed in &self.list {
                    taken.extend(&self.tokens[listed]);
                }
                if !tokens.iter().all(|&token| taken.insert(token)) {
                    return Err("TokenTaken");
                }
                self.tokens.insert(node.clone(), tokens.clone());
                self.up.insert(node.clone(), true);
                self.wipe(node);
                self.list.push(node.clone());
            }
            Happening::Leave(node) => {
                if !self.up.contains_key(node) {
                    return Err("UnknownNode");
                }
                if !self.list.contains(node) {
                    return Err("NotListed");
                }
                if self.list.len() == 1 {
                    return Err("LastNode");
                }
                self.list.retain(|listed| listed != node);
            }
            Happening::RequestAll => return Ok(Some(self.serve(&self.keys()))),
            Happening::Request(keys) => {
                if !keys.iter().all(|key| self.hashes.contains_key(key)) {
                    return Err("UnknownSession");
                }
                return Ok(Some(self.serve(keys)));
            }
        }
        Ok(None)
    }

    fn wipe(&mut self, node: &str) {
        self.stored.retain(|(at, _), _| at != node);
    }

    fn serve(&mut self, keys: &[String]) -> Served {
        let mut served = Served::default();
        for key in keys {
            match self.read(key).found {
                Some((_, version)) if version == self.latest(key) => served.fresh += 1,
                Some(_) => served.stale += 1,
                None => served.nothing += 1,
            }
            *self.latest.entry(key.clone()).or_default() += 1;
            let copies = self.write(key);
            served.copies_stored += copies;
            if copies == 0 {
                served.failed_writes += 1;
            }
        }
        served
    }

    fn write(&mut self, key: &str) -> u32 {
        let mut copies = 0;
        for node in self.targets(key) {
            if self.up[&node] {
                self.stored.insert((node, key.to_owned()), self.latest[key]);
                copies += 1;
            }
        }
        copies
    }
}
