//! Nodes, read.

use std::collections::BTreeMap;

use crate::event::NodeSpec;
use crate::list::{self, quoted};
use crate::plain::PlainRing;
use crate::policy::Policy;
use crate::roster::{MAX_NODES, Roster};
use crate::scenario::Fault;
use crate::scenario::value::Value;

const A_NODE: &str = "an object with a \"name\"";

pub(super) fn nodes(value: Value<'_>, policy: &Policy) -> Result<Vec<NodeSpec>, Fault> {
    let elements = value.list("a list of nodes")?;
    if elements.is_empty() || elements.len() > MAX_NODES {
        let problem = format!("found {} nodes, expected 1 to {MAX_NODES}", elements.len());
        return Err(value.fault(problem));
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut nodes = Vec::with_capacity(elements.len());
    for (at, element) in elements.into_iter().enumerate() {
        let spec = node(element, policy)?;
        if let Some(first) = seen.insert(spec.name.clone(), at) {
            let name = quoted(&spec.name);
            let problem = format!(
                "found the name {name} again, first in nodes[{first}]; expected each name once"
            );
            return Err(element.fault(problem));
        }
        nodes.push(spec);
    }
    Ok(nodes)
}

pub(super) fn node(value: Value<'_>, policy: &Policy) -> Result<NodeSpec, Fault> {
    let names = ["name", "weight", "alias", "tokens"];
    let [name, weight, alias, tokens] = value.object(names, A_NODE)?;
    let name = name.ok_or_else(|| value.lacks("name"))?;
    let mut spec = NodeSpec::named(name.text("a node's name")?);
    list::address(&spec.name).map_err(|flaw| name.fault(flaw.to_string()))?;
    if let Some(value) = weight {
        spec.weight = value.number(1, list::MAX_WEIGHT)?;
    }
    spec.alias = alias.map(self::alias).transpose()?;
    if let Some(value) = tokens {
        let points = value.list("a list of points")?.into_iter();
        spec.tokens = points
            .map(|point| on_ring(point, policy))
            .collect::<Result<_, _>>()?;
    }
    Ok(spec)
}

fn alias(value: Value<'_>) -> Result<String, Fault> {
    let alias = value.text("a name beside the address")?;
    let unfit = |char: char| char.is_whitespace() || char.is_control();
    if alias.is_empty() || alias.len() > list::MAX_NAME_BYTES || alias.contains(unfit) {
        let most = list::MAX_NAME_BYTES;
        return Err(value.expected(format_args!(
            "a name of 1 to {most} bytes without white space and control characters"
        )));
    }
    Ok(alias)
}

/// A place given by hand must lie on the ring; placements other than *plain* do not read it.
pub(super) fn on_ring(value: Value<'_>, policy: &Policy) -> Result<u32, Fault> {
    let (first, last) = policy.plain_ring().map_or((0, u32::MAX), PlainRing::ends);
    value.within("a point", first, last)
}

pub(super) fn roster(
    value: Value<'_>,
    policy: &Policy,
    nodes: &[NodeSpec],
) -> Result<Roster, Fault> {
    Roster::found(policy, nodes).map_err(|(at, refusal)| {
        let node = value
            .list("")
            .ok()
            .and_then(|elements| elements.get(at).copied());
        node.unwrap_or(value).fault(refusal.to_string())
    })
}
