//! The client's settings, read.

use std::collections::BTreeSet;
use std::num::{NonZeroU8, NonZeroU16};

use crate::event::{Event, NodeSpec};
use crate::policy::{FallThrough, Policy};
use crate::scenario::Fault;
use crate::scenario::value::Value;

pub(super) fn policy(value: Value<'_>) -> Result<Policy, Fault> {
    let names = [
        "placement",
        "tokens",
        "replicas",
        "probe_depth",
        "fall_through",
    ];
    let [placement, tokens, replicas, probe_depth, fall_through] =
        value.object(names, "an object with a \"placement\"")?;
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
    if let Some(value) = fall_through {
        policy.fall_through = value.word(&FallThrough::ALL.map(|rule| (rule.name(), rule)))?;
    }
    Ok(policy)
}

/// A client cannot write to more nodes, or ask more, than the scenario names.
pub(super) fn check_depths(
    value: Value<'_>,
    policy: &Policy,
    nodes: &[NodeSpec],
    events: &[Event],
) -> Result<(), Fault> {
    let joined = events.iter().filter_map(|event| match event {
        Event::Join(spec) => Some(spec.name.as_str()),
        _ => None,
    });
    let first = nodes.iter().map(|node| node.name.as_str());
    let named = first.chain(joined).collect::<BTreeSet<_>>().len();
    for (name, found) in [
        ("replicas", policy.copies()),
        ("probe_depth", policy.probes()),
    ] {
        if found > named {
            let expected = format!("expected 1 to {named}, the number of nodes");
            return Err(match value.field(name, "an object")? {
                Some(value) => value.fault(format!("found {found}, {expected}")),
                None => value.fault(format!(
                    "found {name} left out, which is {found}; {expected}"
                )),
            });
        }
    }
    Ok(())
}
