//! The one transition: an event changes a world, and says what it changed.

mod requests;
mod traffic;

use std::ops::Range;
use std::rc::Rc;

pub use requests::Requests;
pub(crate) use requests::each_request;
use requests::{requested, serve_all};

use crate::event::Event;
use crate::id::{NodeId, SessionId};
use crate::pace::{Pace, in_one_go, stretches};
use crate::policy::{Eject, Repair, WriteRule};
use crate::refusal::Refusal;
use crate::roster::Step;
use crate::serve;
use crate::session_set::SessionSet;
use crate::traffic::Sample;
use crate::verdict::{Counts, Verdict};
use crate::view::View;
use crate::world::{Load, World};

/// What an event changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// What happened to nodes or list.
    pub step: Step,
    /// The verdicts before.
    pub before: Counts,
    /// The verdicts after.
    pub after: Counts,
    /// How many sessions have another verdict than before.
    pub changed: u32,
    /// How many stored copies are gone.
    pub copies_lost: u32,
    /// What the requests came to, if the event made any.
    pub requests: Option<Requests>,
    /// The nodes that the client took out of its view.
    pub ejected: Vec<NodeId>,
    /// The nodes that the client took into its view again.
    pub readmitted: Vec<NodeId>,
    /// What the event cost beyond its reads and writes.
    pub load: Load,
    /// What was true in the course of a stream of requests; empty for all other events, which
    /// have no duration or no course.
    pub samples: Vec<Sample>,
}

/// Which sessions an event may have given another verdict, by what it did itself. Those whose
/// preference list it changed come on top.
#[derive(Default)]
struct Touched {
    ranges: Vec<Range<usize>>,
    sessions: Vec<SessionId>,
    /// Whether no node's process and no server list changed with it, so that other sessions are
    /// written where they were before.
    alone: bool,
}

impl Touched {
    /// All of them; one may come twice.
    fn each(&self) -> impl Iterator<Item = SessionId> + '_ {
        let ranges = self.ranges.iter().cloned().flatten();
        let in_ranges = ranges.map(|at| SessionId(count(at)));
        in_ranges.chain(self.sessions.iter().copied())
    }
}

/// How much there was to do for an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Work {
    /// How many sessions were looked at.
    pub looked_at: usize,
    /// How many times the client's view was made anew.
    pub views: usize,
}

/// Whether so much work may be done to come to this world.
type Within<'a> = &'a dyn Fn(&World, Work) -> Result<(), Refusal>;

/// As much as it takes.
pub(crate) const ANY: Within<'static> = &|_, _| Ok(());

impl Work {
    fn add(&mut self, other: Self) {
        self.looked_at += other.looked_at;
        self.views += other.views;
    }
}

/// Applies an event to a world.
///
/// A crash, a restart, a partition or a heal costs what concerns that node. A join, a leave or an
/// ejection builds the client's placement anew and costs the arcs that changed; without a ring it
/// looks at every session. Reads and requests cost the sessions they name. Time costs nothing
/// until the first copy may have expired; then it looks at every copy. Traffic costs its requests,
/// and once a look at each session.
///
/// # Errors
/// A [`Refusal`] when the event is not possible now; the world is then as it was.
pub fn apply(world: &mut World, event: &Event) -> Result<Changes, Refusal> {
    in_one_go(async |pace| apply_in_slices(world, event, ANY, pace).await)
        .map(|(changes, _)| changes)
}

/// Applies an event to a world in slices, and says how much work that was, besides. A stream of
/// requests asks `within` on its way whether so much work may still be done. Given up half-way, it
/// leaves a world of which nothing is known: so it is applied to a copy.
///
/// # Errors
/// As [`apply`]. If it was `within` that refused, the world is somewhere on the way, and of no use.
pub(crate) async fn apply_in_slices(
    world: &mut World,
    event: &Event,
    within: Within<'_>,
    pace: &Pace,
) -> Result<(Changes, Work), Refusal> {
    let asked = requested(world, event)?;
    // To find all of them is one long call: what follows is for the next slice.
    pace.did(asked.len()).await;
    let step = world.roster.apply(event)?;
    let (before, load, out) = (world.counts(), world.load(), ejected(world));
    let view = Rc::clone(&world.view);
    let mut copies_lost = 0;
    let mut requests = None;
    let mut samples = Vec::new();
    let mut streamed = None;
    let mut touched = Touched::default();
    match step {
        Step::Crashed(node) => {
            let wiped = world.cluster.wipe(node, pace).await;
            copies_lost = count(wiped.len());
            gone(world, node, pace).await;
            touched = around(world, &view, node, &wiped);
        }
        Step::Partitioned(node) => {
            gone(world, node, pace).await;
            touched = around(world, &view, node, world.cluster.stored_on(node));
        }
        Step::Restarted(node) | Step::Healed(node) => {
            if world.policy().eject == Eject::AtOnce && world.ejections.readmit(node) {
                world.look_again(pace).await;
            }
            touched = around(world, &view, node, world.cluster.stored_on(node));
        }
        Step::Joined(node) => {
            let wiped = world.cluster.wipe(node, pace).await;
            copies_lost = count(wiped.len());
            touched.sessions = wiped.iter().collect();
            world.ejections.readmit(node);
            world.look_again(pace).await;
        }
        Step::Left(node) => {
            world.ejections.readmit(node);
            world.look_again(pace).await;
        }
        Step::Requested => {
            let write = matches!(event, Event::Request(_));
            requests = Some(serve_all(world, &asked, write, pace).await);
            touched.sessions = asked;
        }
        Step::Advanced(time) => {
            pass(world, time.0, pace).await;
            touched.sessions = expire(world, pace).await;
            copies_lost = count(touched.sessions.len());
        }
        Step::Traffic(traffic) => {
            let verdicts = world.verdicts().clone();
            let played = traffic::play(world, traffic, within, pace).await?;
            requests = Some(played.requests);
            samples = played.samples;
            copies_lost = played.expired;
            let differing = world.verdicts().differences(&verdicts);
            let changed = differing.iter().map(Range::len).sum();
            streamed = Some((played.work, count(changed)));
        }
    }
    let (mut work, changed) = if let Some(streamed) = streamed {
        streamed
    } else {
        let (work, _, changed) = conclude(world, &view, touched, pace).await;
        (work, changed)
    };
    let now_out = ejected(world);
    let but = |these: &[NodeId], those: &[NodeId]| -> Vec<NodeId> {
        these
            .iter()
            .filter(|node| !those.contains(node))
            .copied()
            .collect()
    };
    let taken_out = but(&now_out, &out);
    // Each node that did not answer a request is taken out on its own.
    work.views = work.views.max(taken_out.len());
    let outcome = Changes {
        step,
        before,
        after: world.counts(),
        changed,
        copies_lost,
        requests,
        ejected: taken_out,
        readmitted: but(&out, &now_out),
        load: world.load().since(load),
        samples,
    };
    Ok((outcome, work))
}

fn count(sessions: usize) -> u32 {
    u32::try_from(sessions).unwrap_or(u32::MAX)
}

/// The nodes of the server list that are out of the client's view.
fn ejected(world: &World) -> Vec<NodeId> {
    let list = world.roster().list().iter();
    list.filter(|&&node| world.ejected(node)).copied().collect()
}

/// Adds what another view touches, repairs eagerly, if the policy does, and judges. Returns how
/// much work that was, what was touched, and how many sessions have another verdict than before.
async fn conclude(
    world: &mut World,
    before: &Rc<View>,
    mut touched: Touched,
    pace: &Pace,
) -> (Work, Touched, u32) {
    let same = Rc::ptr_eq(before, &world.view);
    if !same {
        let sessions = world.sessions().len();
        let mut changed = world.view.differences(before, sessions);
        touched.ranges.append(&mut changed);
    }
    let work = Work {
        looked_at: touched.ranges.iter().map(Range::len).sum::<usize>() + touched.sessions.len(),
        views: usize::from(!same),
    };
    if world.policy().repair == Repair::Eager {
        if world.policy().write == WriteRule::FirstHealthy && (!same || !touched.alone) {
            // Such a write may concern nodes beyond the preference list.
            let all = 0..world.sessions().len();
            touched.ranges.push(all);
        }
        let units = 1 + 2 * world.policy().copies();
        let ranges = touched.ranges.iter().cloned();
        for part in ranges.flat_map(|range| stretches(range, units)) {
            let done = part.len() * units;
            for at in part {
                serve::replicate(world, SessionId(count(at)));
            }
            pace.did(done).await;
        }
        for part in stretches(0..touched.sessions.len(), units) {
            let done = part.len() * units;
            for &session in &touched.sessions[part] {
                serve::replicate(world, session);
            }
            pace.did(done).await;
        }
    }
    let in_ranges = world
        .judge_ranges(touched.ranges.iter().cloned(), pace)
        .await;
    let changed = in_ranges + world.judge_each(&touched.sessions, pace).await;
    (work, touched, changed)
}

/// A node stopped answering.
async fn gone(world: &mut World, node: NodeId, pace: &Pace) {
    let listed = world.roster().node(node).listed;
    if world.policy().eject == Eject::AtOnce && listed && world.ejections.eject(node, world.now) {
        world.look_again(pace).await;
    }
}

/// Whether a node answers concerns the sessions that list it, and those that it stores. If the
/// view has changed with it, the former have another list anyway.
fn around(world: &World, before: &Rc<View>, node: NodeId, stored: &SessionSet) -> Touched {
    let mut touched = Touched::default();
    let same = Rc::ptr_eq(before, &world.view);
    if same {
        touched.ranges = world.view.listing(node);
    }
    let lists = |session| world.view.preference_list(session).contains(&node);
    let others = stored.iter().filter(|&session| !(same && lists(session)));
    touched.sessions = others.collect();
    touched
}

/// Time passes: ejected nodes are tried again.
async fn pass(world: &mut World, seconds: u32, pace: &Pace) {
    world.now = world.now.saturating_add(seconds);
    let setup = Rc::clone(world.setup());
    if world.ejections.retry(&setup.policy, world.now) {
        world.look_again(pace).await;
    }
}

/// Copies expire. Returns whose they were.
async fn expire(world: &mut World, pace: &Pace) -> Vec<SessionId> {
    if world.policy().ttl.is_some() {
        world.cluster.expire(world.now, pace).await
    } else {
        Vec::new()
    }
}

impl Changes {
    /// How many sessions more than before have this verdict; negative if fewer.
    #[must_use]
    pub fn gained(&self, verdict: Verdict) -> i64 {
        i64::from(self.after.of(verdict)) - i64::from(self.before.of(verdict))
    }
}
