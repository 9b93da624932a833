//! The client's settings, read.

use std::num::{NonZeroU8, NonZeroU16};

use crate::policy::{Eject, FallThrough, Policy, Repair, ReplicaPlacement, WriteRule};
use crate::scenario::Fault;
use crate::scenario::value::Value;
use crate::seconds::Seconds;

pub(super) fn policy(value: Value<'_>) -> Result<Policy, Fault> {
    let names = [
        "placement",
        "tokens",
        "replicas",
        "probe_depth",
        "replica_placement",
        "fall_through",
        "write",
        "repair",
        "eject",
        "retry",
        "ttl",
        "database",
    ];
    let [
        placement,
        tokens,
        replicas,
        probe_depth,
        replica_placement,
        fall_through,
        write,
        repair,
        eject,
        retry,
        ttl,
        database,
    ] = value.object(names, "an object with a \"placement\"")?;
    let placement = placement.ok_or_else(|| value.lacks("placement"))?;
    let client = placement.text("the name of a client")?.parse();
    let mut policy = Policy::of(client.map_err(|unknown| placement.fault(format!("{unknown}")))?);
    let most_tokens = NonZeroU16::new(Policy::MAX_TOKENS).unwrap_or(NonZeroU16::MAX);
    policy.tokens = tokens
        .map(|value| value.number(NonZeroU16::MIN, most_tokens))
        .transpose()?;
    if let Some(value) = replicas {
        policy.replicas = value.number(NonZeroU8::MIN, NonZeroU8::MAX)?;
    }
    policy.probe_depth = probe_depth
        .map(|value| value.number(NonZeroU8::MIN, NonZeroU8::MAX))
        .transpose()?;
    if let Some(value) = replica_placement {
        let rules = ReplicaPlacement::ALL.map(|rule| (rule.name(), rule));
        policy.replica_placement = value.word(&rules)?;
    }
    if let Some(value) = fall_through {
        policy.fall_through = value.word(&FallThrough::ALL.map(|rule| (rule.name(), rule)))?;
    }
    if let Some(value) = write {
        policy.write = value.word(&WriteRule::ALL.map(|rule| (rule.name(), rule)))?;
    }
    if let Some(value) = repair {
        policy.repair = value.word(&Repair::ALL.map(|rule| (rule.name(), rule)))?;
    }
    if let Some(value) = eject {
        policy.eject = ejection(value)?;
    }
    policy.retry = retry.map(time).transpose()?;
    policy.ttl = ttl.map(time).transpose()?;
    if let Some(value) = database {
        policy.database = value.truth()?;
    }
    Ok(policy)
}

fn ejection(value: Value<'_>) -> Result<Eject, Fault> {
    let expected = "\"never\", \"at-once\" or an object with \"after\"";
    if !value.is_object() {
        let words = [("never", Eject::Never), ("at-once", Eject::AtOnce)];
        return value.word(&words).map_err(|_| value.expected(expected));
    }
    let [after] = value.object(["after"], expected)?;
    let after = after.ok_or_else(|| value.lacks("after"))?;
    Ok(Eject::After(after.number(NonZeroU8::MIN, NonZeroU8::MAX)?))
}

/// A length of time of at least a second.
pub(super) fn time(value: Value<'_>) -> Result<Seconds, Fault> {
    let expected = "a time of a second or more, such as \"30s\", \"5m\", \"2h\" or \"1d\"";
    let time: Option<Seconds> = value.text(expected)?.parse().ok();
    time.filter(|time| time.0 > 0)
        .ok_or_else(|| value.expected(expected))
}
