//! The comparison: what the real nodes did beside what the model says.

use std::fmt::{self, Display, Formatter};

use ringside_model::apply::Requests;
use ringside_model::id::{NodeId, SessionId, Version};
use ringside_model::read;
use ringside_model::verdict::Verdict;
use ringside_model::world::World;

use crate::client::{Served, Survey};
use crate::nodes::Held;

/// The real side of one moment.
pub struct Comparison<'a> {
    /// What the sessions came to.
    pub survey: &'a Survey,
    /// What the client has ejected.
    pub ejected: Vec<NodeId>,
    /// What the event's reads and writes came to, and what the model says they did.
    pub served: Option<(&'a Served, Option<Requests>)>,
}

/// Something in which the two sides differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The session, or what else is compared.
    pub what: String,
    /// What memcached did.
    pub real: String,
    /// What the model says.
    pub model: String,
}

impl Display for Difference {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { what, real, model } = self;
        write!(f, "{what}: memcached {real}; model {model}")
    }
}

/// Compares one moment: each session's verdict, who answered with which version, which nodes hold
/// which version, who is ejected, and what reads and writes came to.
#[must_use]
pub fn compare(real: &Comparison<'_>, world: &World) -> Vec<Difference> {
    let mut differences: Vec<Difference> = world
        .sessions()
        .ids()
        .filter_map(|session| of_session(real.survey, world, session))
        .collect();
    let listed = world.roster().list().iter();
    let mut ejected: Vec<NodeId> = listed
        .copied()
        .filter(|&node| world.ejected(node))
        .collect();
    ejected.sort_unstable();
    if ejected != real.ejected {
        differences.push(Difference {
            what: "ejected nodes".into(),
            real: names(world, &real.ejected),
            model: names(world, &ejected),
        });
    }
    if let Some((served, model)) = real.served {
        let model = model.unwrap_or_default();
        let real = Requests {
            fresh: served.fresh,
            stale: served.stale,
            reloaded: served.reloaded,
            nothing: served.nothing,
            written: model.written,
            copies_stored: served.copies_stored,
            failed_writes: u32::try_from(served.failed.len()).unwrap_or(u32::MAX),
        };
        if real != model {
            differences.push(Difference {
                what: "reads and writes".into(),
                real: format!("{real:?}"),
                model: format!("{model:?}"),
            });
        }
    }
    differences
}

/// All that is compared of a session.
#[derive(PartialEq, Eq)]
struct Side {
    verdict: Verdict,
    found: Option<(NodeId, Version)>,
    held: Vec<(NodeId, Version)>,
}

fn of_session(survey: &Survey, world: &World, session: SessionId) -> Option<Difference> {
    let nodes = || (0..).map(NodeId).zip(&survey.held);
    let seen = survey.sessions[session.index()];
    let real = Side {
        verdict: seen.verdict,
        found: seen.found,
        held: nodes()
            .filter(|(_, held)| !matches!(held, Held::Remembered(_)))
            .filter_map(|(node, held)| Some((node, held.version(session.index())?)))
            .collect(),
    };
    let found = read::read(world, session, |_| ());
    let model = Side {
        verdict: world.verdict(session),
        found: found.map(|found| (found.node, found.version)),
        held: nodes()
            .filter(|(_, held)| !matches!(held, Held::Remembered(_)))
            .filter_map(|(node, _)| Some((node, world.cluster().version(node, session)?)))
            .collect(),
    };
    (real != model).then(|| Difference {
        what: world.sessions().key(session).into_owned(),
        real: shown(world, &real),
        model: shown(world, &model),
    })
}

fn shown(world: &World, side: &Side) -> String {
    let copy =
        |&(node, version): &(NodeId, Version)| format!("v{} on {}", version.0, name(world, node));
    let found = side
        .found
        .as_ref()
        .map_or_else(|| "nothing".to_owned(), copy);
    let held: Vec<String> = side.held.iter().map(copy).collect();
    let verdict = format!("{:?}", side.verdict).to_lowercase();
    format!("{verdict}, read {found}, copies [{}]", held.join(", "))
}

fn name(world: &World, node: NodeId) -> &str {
    &world.roster().node(node).spec.name
}

fn names(world: &World, nodes: &[NodeId]) -> String {
    let names: Vec<&str> = nodes.iter().map(|&node| name(world, node)).collect();
    format!("[{}]", names.join(", "))
}
