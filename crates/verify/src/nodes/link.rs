//! A client's connection to one node, and what comes back over it.

use std::net::SocketAddr;
use std::time::Duration;

use memcache::exp::{Error, Get, GetResult, MetaClient, Ttl};
use ringside_model::id::Version;
use ringside_model::seconds::Seconds;

use crate::trouble::{Outcome, Trouble, While};

/// What a real node answered to a get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It has this version.
    Hit(Version),
    /// It answered that it does not have the key.
    NotFound,
    /// It did not answer: refused, closed, or silent for too long.
    NoAnswer,
}

/// A connection that is opened when it is needed. It is never shared: one a node.
pub(crate) struct Link(MetaClient);

impl Link {
    /// A link to an address, with a limit for connecting and for each exchange.
    pub fn new(address: SocketAddr, limit: Duration) -> Outcome<Self> {
        MetaClient::builder()
            .max_idle(1)
            .connect_timeout(Some(limit))
            .io_timeout(Some(limit))
            .connect(address)
            .map(Self)
            .while_doing(|| format!("Preparing a link to {address}"))
    }

    /// Asks for a key.
    pub fn get(&self, key: &str) -> Outcome<Answer> {
        let answer = answered(self.0.get(key).send()).while_doing(|| format!("Getting {key}"))?;
        match answer {
            Some(result) => version(&result)
                .map(|version| version.map_or(Answer::NotFound, Answer::Hit))
                .while_doing(|| format!("Getting {key}")),
            None => Ok(Answer::NoAnswer),
        }
    }

    /// Stores a version under a key, for so long; 0 s are for ever, as memcached has it. Returns whether the node answered that it did.
    pub fn set(&self, key: &str, version: Version, ttl: Option<Seconds>) -> Outcome<bool> {
        let value = format!("v{}", version.0);
        let ttl = ttl.filter(|ttl| ttl.0 > 0);
        let ttl = ttl.map_or(Ttl::NEVER, |ttl| Ttl::secs(ttl.0));
        let answer = answered(self.0.set(key, value).ttl(ttl).send())
            .while_doing(|| format!("Setting {key}"))?;
        match answer {
            Some(result) if result.applied() => Ok(true),
            Some(_) => Err(Trouble::new(format!("Setting {key}: not stored"))),
            None => Ok(false),
        }
    }

    /// Whether the node answers at all.
    pub fn answers(&self) -> Outcome<bool> {
        answered(self.0.noop())
            .map(|answer| answer.is_some())
            .while_doing(|| "Asking a node for a sign of life".into())
    }

    /// What the node has of each of these keys, in one exchange.
    pub fn look(&self, keys: &[String]) -> Outcome<Vec<Option<Version>>> {
        let gets = keys.iter().map(|key| Get::new(key).no_lru_bump());
        let doing = || "Looking into a node".to_owned();
        let results = self.0.run_many(gets).while_doing(doing)?;
        let results = results.into_iter();
        results
            .map(|result| version(&result.while_doing(doing)?))
            .collect()
    }
}

/// Tells silence from trouble: `None` where the node could not be reached or did not answer.
fn answered<T>(result: memcache::exp::Result<T>) -> Result<Option<T>, Error> {
    match result {
        Ok(answer) => Ok(Some(answer)),
        Err(Error::Io(_) | Error::Timeout { .. }) => Ok(None),
        // Written, but not answered.
        Err(Error::Ambiguous { source, .. }) => answered(Err(*source)),
        Err(other) => Err(other),
    }
}

/// The version in an answer; none where the node does not have the key.
fn version(result: &GetResult) -> Outcome<Option<Version>> {
    if !result.hit() {
        return Ok(None);
    }
    let value = result.value.as_deref().unwrap_or_default();
    let text = String::from_utf8_lossy(value);
    let number = text
        .strip_prefix('v')
        .and_then(|digits| digits.parse().ok());
    match number {
        Some(number) => Ok(Some(Version(number))),
        None => Err(Trouble::new(format!("a node holds {text:?}, no version"))),
    }
}
