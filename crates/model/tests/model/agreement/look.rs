//! One look at all that is true at a moment, in the model and in the oracle: sessions, nodes, lists
//! and figures.

use std::num::NonZeroU32;

use ringside_model::id::{NodeId, SessionId};
use ringside_model::query;
use ringside_model::read::{self, Answer, walk};
use ringside_model::verdict::Verdict;
use ringside_model::world::World;

use super::pair::{alike, same, told};
use crate::oracle::{End, Few, Held, Oracle, Probe, Reply, Sight};

/// Where they differ, in words.
pub type Agreement = Result<(), String>;

/// What the oracle thinks of each session, in the order of the scenario.
pub struct Look(Vec<Judged>);

/// What it thinks of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Judged {
    verdict: Verdict,
    end: End,
}

/// How a session is looked for.
struct Search {
    tries: Few<usize>,
    probes: Few<Probe>,
    judged: Judged,
}

impl Look {
    /// Compares all that is true now. Sights are those that another look had not.
    pub fn at(
        model: &World,
        oracle: &mut Oracle,
        ids: &[SessionId],
        last: Option<&Self>,
    ) -> Result<Self, String> {
        agree_on_the_client(model, oracle)?;
        let view = oracle.view();
        let mut look = Self(Vec::with_capacity(ids.len()));
        let mut primaries: Few<usize> = Few::from_elem(0, oracle.nodes.len());
        for (session, &id) in ids.iter().enumerate() {
            let search = search(oracle, &view, session);
            agree_on_session(model, id, oracle, session, &search)
                .map_err(|found| format!("{}: {found}", oracle.sessions[session].key))?;
            if let Some(&node) = search.tries.first() {
                primaries[node] += 1;
            }
            let Judged { verdict, end } = search.judged;
            if last.is_none_or(|last| last.0[session] != search.judged) {
                oracle.see(Sight::Ended(end));
                oracle.see(Sight::Judged(verdict));
            }
            look.0.push(search.judged);
        }
        agree_on_nodes(model, ids, oracle, &primaries)?;
        let counts = Verdict::ALL.map(|verdict| model.counts().of(verdict));
        same("the counts of the verdicts", &counts, &look.counts())?;
        Ok(look)
    }

    /// How many sessions have each verdict.
    pub fn counts(&self) -> [u32; 8] {
        let mut counts = [0; 8];
        for judged in &self.0 {
            counts[judged.verdict as usize] += 1;
        }
        counts
    }

    /// How many sessions have another verdict than in another look.
    pub fn differing(&self, other: &Self) -> usize {
        let pairs = self.0.iter().zip(&other.0);
        pairs.filter(|(a, b)| a.verdict != b.verdict).count()
    }
}

/// Server list, the client's view, time and costs.
fn agree_on_the_client(model: &World, oracle: &Oracle) -> Agreement {
    let list = model.roster().list().iter().map(|node| node.index());
    alike("the server list", list, oracle.list().into_iter())?;
    let view = model.view().servers().iter().map(|node| node.index());
    alike("the client's view", view, oracle.view().into_iter())?;
    same("the time", &model.now(), &oracle.now)?;
    same("the costs", &told(model.load()), &oracle.costs)
}

fn search(oracle: &Oracle, view: &[usize], session: usize) -> Search {
    let tries = oracle.tries(view, session);
    let probes = oracle.probes(&tries, session);
    let judged = Judged {
        verdict: oracle.verdict(session, &tries, &probes),
        end: oracle.end(view, &tries, &probes),
    };
    Search {
        tries,
        probes,
        judged,
    }
}

/// A session: its versions and copies, its preference list, and what a read brings.
fn agree_on_session(
    model: &World,
    id: SessionId,
    oracle: &Oracle,
    session: usize,
    search: &Search,
) -> Agreement {
    let told = &oracle.sessions[session];
    same("the latest version", &model.latest(id).0, &told.latest)?;
    same("the home", &model.home(id).map(NodeId::index), &told.home)?;
    agree_on_copies(model, id, oracle, session)?;

    let first = |most| search.tries.iter().copied().take(most);
    let (copies, most_probes) = (oracle.copies(), oracle.most_probes());
    let targets = model.targets(id).iter().map(|node| node.index());
    alike("the nodes of a write", targets, first(copies))?;
    let asked = model.probes(id).iter().map(|node| node.index());
    alike("the nodes of a read", asked, first(most_probes))?;
    let row = query::row(model, id);
    let targets = row.iter().map(|cell| cell.target);
    let rank = |node| first(copies).position(|target| target == node);
    alike(
        "the ranks in the matrix",
        targets,
        (0..oracle.nodes.len()).map(rank),
    )?;
    let stored = row.iter().map(|cell| cell.stored.map(|version| version.0));
    let held = (0..oracle.nodes.len()).map(|node| oracle.held(node, session));
    alike("the versions in the matrix", stored, held)?;

    let mut quick: Few<Probe> = Few::new();
    let found = read::read(model, id, |probe| quick.push(probed(probe)));
    same("the nodes that a read asks", &quick, &search.probes)?;
    let walk = walk(model, id);
    let walked = walk.probes().map(probed);
    same("the nodes that a walk asks", &walked.collect(), &quick)?;
    let here = search.probes.len().saturating_sub(1);
    let hit = search.probes.last().and_then(|probe| match probe.reply {
        Reply::Has(version) => Some((probe.node, version, here)),
        Reply::NotFound | Reply::Silence => None,
    });
    for found in [found, walk.found] {
        let found = found.map(|found| (found.node.index(), found.version.0, found.probe));
        same("what is found", &found, &hit)?;
    }
    same("why it ended", &ended(walk.end), &search.judged.end)?;
    let verdict = model.verdict(id);
    same("the verdict", &verdict, &search.judged.verdict)
}

/// Which nodes store a session, in which version, and until when.
fn agree_on_copies(model: &World, id: SessionId, oracle: &Oracle, session: usize) -> Agreement {
    let mut copies: Few<(usize, Held)> = Few::new();
    for copy in model.cluster().each(id) {
        let held = Held {
            version: copy.version.0,
            until: copy.expires.map(NonZeroU32::get),
        };
        copies.push((copy.node.index(), held));
    }
    copies.sort_by_key(|(node, _)| *node);
    let nodes = oracle.nodes.iter().enumerate();
    let held = nodes.filter_map(|(at, node)| node.holds[session].map(|held| (at, held)));
    same("the copies", &copies, &held.collect())
}

/// Every node that was ever named: whether it is ejected, what it stores, what it is primary for.
fn agree_on_nodes(
    model: &World,
    ids: &[SessionId],
    oracle: &Oracle,
    primaries: &[usize],
) -> Agreement {
    let figures = query::nodes(model);
    same(
        "how many nodes there are",
        &figures.len(),
        &oracle.nodes.len(),
    )?;
    for ((at, node), figures) in oracle.nodes.iter().enumerate().zip(&figures) {
        let agree = || {
            same("the name", &figures.node.spec.name, &node.name)?;
            same("ejected", &figures.ejected, &node.ejected.is_some())?;
            same("copies", &figures.stored, &oracle.stored(at))?;
            same("primary for", &figures.primary, &primaries[at])?;
            let stored = model.cluster().stored_on(figures.id);
            let sessions = ids.iter().map(|&id| stored.contains(id));
            let held = node.holds.iter().map(Option::is_some);
            alike("the sessions stored", sessions, held)
        };
        agree().map_err(|found| format!("{}: {found}", node.name))?;
    }
    Ok(())
}

fn probed(probe: read::Probe) -> Probe {
    let reply = match probe.answer {
        Answer::Hit(version) => Reply::Has(version.0),
        Answer::Miss => Reply::NotFound,
        Answer::Unavailable => Reply::Silence,
    };
    Probe {
        node: probe.node.index(),
        reply,
    }
}

fn ended(end: read::End) -> End {
    match end {
        read::End::Hit => End::Hit,
        read::End::MissIsFinal => End::MissIsFinal,
        read::End::ErrorIsFinal => End::ErrorIsFinal,
        read::End::DepthReached => End::DepthReached,
        read::End::NoMoreNodes => End::NoMoreNodes,
    }
}
