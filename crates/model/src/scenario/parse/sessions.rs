//! Sessions, read.

use super::nodes::on_ring;
use crate::known::Known;
use crate::list::{check_key, quoted};
use crate::pace::{Pace, stretches};
use crate::policy::Policy;
use crate::scenario::Fault;
use crate::scenario::value::Value;
use crate::session::{KeySpec, MAX_SESSIONS, Numbered, PlacedKey, SessionSpec};

/// How many units of work it is to read a key, and to look whether it came before.
const KEY: usize = 8;

pub(super) async fn sessions(
    value: Value<'_>,
    policy: &Policy,
    pace: &Pace,
) -> Result<SessionSpec, Fault> {
    if value.is_object() {
        return numbered(value).map(SessionSpec::Numbered);
    }
    let expected = "a list of keys, or an object with \"prefix\" and \"count\"";
    let elements = value.list_in_slices(expected, pace).await?;
    if elements.is_empty() || elements.len() > MAX_SESSIONS as usize {
        let problem = format!(
            "found {} sessions, expected 1 to {MAX_SESSIONS}",
            elements.len()
        );
        return Err(value.fault(problem));
    }
    let mut known = Known::with_room(elements.len());
    let mut keys: Vec<KeySpec> = Vec::with_capacity(elements.len());
    for part in stretches(0..elements.len(), KEY) {
        let units = part.len() * KEY;
        for (at, &element) in part.clone().zip(&elements[part]) {
            let spec = key(element, policy)?;
            if let Some(first) = known.insert(spec.key(), at, |at| keys[at].key()) {
                let key = quoted(spec.key());
                let problem = format!(
                    "found the key {key} again, first in sessions[{first}]; expected each key once"
                );
                return Err(element.fault(problem));
            }
            keys.push(spec);
        }
        pace.did(units).await;
    }
    Ok(SessionSpec::Listed(keys))
}

fn numbered(value: Value<'_>) -> Result<Numbered, Fault> {
    let [prefix_value, count] = value.object(["prefix", "count"], "an object")?;
    let prefix_value = prefix_value.ok_or_else(|| value.lacks("prefix"))?;
    let count = count.ok_or_else(|| value.lacks("count"))?;
    let prefix = prefix_value.text("a text")?;
    let count = count.number(1, MAX_SESSIONS)?;
    check_key(&format!("{prefix}{}", count - 1))
        .map_err(|flaw| prefix_value.fault(flaw.to_string()))?;
    Ok(Numbered { prefix, count })
}

fn key(value: Value<'_>, policy: &Policy) -> Result<KeySpec, Fault> {
    if !value.is_object() {
        let key = value.text("a key, or an object with \"key\" and \"hash\"")?;
        check_key(&key).map_err(|flaw| value.fault(flaw.to_string()))?;
        return Ok(KeySpec::Key(key));
    }
    let [key_value, hash] = value.object(["key", "hash"], "an object")?;
    let key_value = key_value.ok_or_else(|| value.lacks("key"))?;
    let hash = hash.ok_or_else(|| value.lacks("hash"))?;
    let key = key_value.text("a key")?;
    check_key(&key).map_err(|flaw| key_value.fault(flaw.to_string()))?;
    let hash = on_ring(hash, policy)?;
    Ok(KeySpec::Placed(PlacedKey { key, hash }))
}
