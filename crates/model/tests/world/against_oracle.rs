//! Random scenarios, event by event, against the oracle: the same verdicts, answers, copies and
//! preference lists, and the same refusals.

use std::collections::BTreeMap;

use proptest::prelude::*;
use ringside_model::apply::{Changes, apply};
use ringside_model::event::Event;
use ringside_model::id::{NodeId, SessionId};
use ringside_model::query;
use ringside_model::read;
use ringside_model::refusal::Refusal;
use ringside_model::scenario::Scenario;
use ringside_model::verdict::{Verdict, judge};
use ringside_model::world::World;

use crate::case::{Case, Happening, case, cases};
use crate::oracle::{Oracle, Reading, Served};
use crate::stage::{event, name, scenario, session, start, words};

/// The most things that happen in a random case here.
const MOST: usize = 40;

/// Everything that the oracle knows of a session.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    verdict: String,
    reading: Reading,
    preference_list: Vec<String>,
    latest: u32,
}

/// A session as the oracle sees it. It lists all nodes, the model as many as it may need.
fn expected(oracle: &Oracle, key: &str, depth: usize) -> Seen {
    let mut preference_list = oracle.preference_list(key);
    preference_list.truncate(depth);
    Seen {
        verdict: oracle.verdict(key).to_owned(),
        reading: oracle.read(key),
        preference_list,
        latest: oracle.latest(key),
    }
}

/// A session as the model sees it.
fn found(world: &World, session: SessionId) -> Seen {
    let mut probes = Vec::new();
    let found = read::read(world, session, |probe| probes.push(words(world, probe)));
    let walk = read::walk(world, session);
    let walked: Vec<String> = walk.probes().map(|probe| words(world, probe)).collect();
    assert_eq!(walked, probes, "the walk and the read ask the same nodes");
    assert_eq!(walk.found, found, "the walk and the read find the same");
    let (targets, asked) = (world.targets(session), world.probes(session));
    let longer = if targets.len() > asked.len() {
        targets
    } else {
        asked
    };
    assert!(longer.starts_with(targets) && longer.starts_with(asked));
    Seen {
        verdict: verdict_name(world.verdict(session)),
        reading: Reading {
            probes,
            found: found.map(|found| (name(world, found.node).to_owned(), found.version.0)),
            end: format!("{:?}", walk.end),
        },
        preference_list: longer
            .iter()
            .map(|&node| name(world, node).to_owned())
            .collect(),
        latest: world.latest(session).0,
    }
}

fn verdict_name(verdict: Verdict) -> String {
    format!("{verdict:?}").to_lowercase()
}

fn stored_on(world: &World, node: NodeId) -> BTreeMap<String, u32> {
    let copy = |session: SessionId| {
        let version = world.cluster().version(node, session);
        let version = version.expect("a node has a version of what it stores");
        (world.sessions().key(session).into_owned(), version.0)
    };
    world.cluster().stored_on(node).iter().map(copy).collect()
}

/// The world and the oracle agree on everything.
fn agree(world: &World, oracle: &Oracle) {
    let depth = world.policy().depth();
    let mut tally: BTreeMap<String, u32> = BTreeMap::new();
    for key in oracle.keys() {
        let session = session(world, &key);
        assert_eq!(
            found(world, session),
            expected(oracle, &key, depth),
            "{key}"
        );
        *tally.entry(oracle.verdict(&key).to_owned()).or_default() += 1;
        let row = query::row(world, session);
        for (id, node) in world.roster().nodes() {
            let cell = row[id.index()];
            let copies = oracle.stored_on(&node.spec.name);
            assert_eq!(cell.stored.map(|v| v.0), copies.get(&key).copied());
            let targets = oracle.targets(&key);
            let rank = targets.iter().position(|target| *target == node.spec.name);
            assert_eq!(cell.target, rank, "{key} on {}", node.spec.name);
        }
    }
    for verdict in Verdict::ALL {
        let counted = tally.get(&verdict_name(verdict)).copied().unwrap_or(0);
        assert_eq!(world.counts().of(verdict), counted, "{verdict:?}");
    }
    let mut names = Vec::new();
    for figures in query::nodes(world) {
        let name = &figures.node.spec.name;
        let stored = oracle.stored_on(name);
        assert_eq!(figures.stored, stored.len(), "{name}");
        assert_eq!(stored_on(world, figures.id), stored, "{name}");
        let primary = |key: &&String| oracle.preference_list(key).first() == Some(name);
        assert_eq!(
            figures.primary,
            oracle.keys().iter().filter(primary).count()
        );
        names.push(name.clone());
    }
    names.sort_unstable();
    assert_eq!(names, oracle.nodes());
}

/// Every verdict kept is the one that a judging from scratch gives, and they add up.
fn nothing_is_left_unjudged(world: &World) {
    for session in world.sessions().ids() {
        assert_eq!(world.verdict(session), judge(world, session));
    }
    assert_eq!(world.counts().total() as usize, world.sessions().len());
}

/// What the model says of a change is what a comparison of before and after gives.
fn changes_are_told(changes: &Changes, before: &World, after: &World, served: Option<Served>) {
    assert_eq!(changes.before, before.counts());
    assert_eq!(changes.after, after.counts());
    let differs = |&id: &SessionId| before.verdict(id) != after.verdict(id);
    let differing = before.sessions().ids().filter(differs).count();
    assert_eq!(changes.changed as usize, differing);
    let copies = |world: &World| -> usize {
        let nodes = world.roster().nodes();
        nodes
            .map(|(id, _)| world.cluster().stored_on(id).len())
            .sum()
    };
    if served.is_none() {
        let lost = copies(before) - copies(after);
        assert_eq!(changes.copies_lost as usize, lost);
    }
    let told = changes.requests.map(|requests| Served {
        fresh: requests.fresh,
        stale: requests.stale,
        nothing: requests.nothing,
        copies_stored: requests.copies_stored,
        failed_writes: requests.failed_writes,
    });
    assert_eq!(told, served);
}

/// The name of a refusal, as the oracle gives it.
fn refusal_name(refusal: &Refusal) -> String {
    let said = format!("{refusal:?}");
    said.split([' ', '(']).next().unwrap_or_default().to_owned()
}

/// Tries everything in a case on the model and on the oracle.
fn play(case: &Case) {
    let scenario = scenario(&case.document(&case.possible()));
    let mut world = start(&scenario);
    let mut oracle = Oracle::new(case);
    agree(&world, &oracle);
    for happening in &case.happenings {
        let before = world.clone();
        let event: Event = event(&happening.json());
        match (apply(&mut world, &event), oracle.happen(happening)) {
            (Ok(changes), Ok(served)) => {
                agree(&world, &oracle);
                nothing_is_left_unjudged(&world);
                changes_are_told(&changes, &before, &world, served);
            }
            (Err(refusal), Err(name)) => {
                assert_eq!(refusal_name(&refusal), name, "{happening:?}");
                assert_eq!(world, before, "{happening:?} changed something");
            }
            (model, oracle) => panic!("{happening:?}: model {model:?}, oracle {oracle:?}"),
        }
    }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn the_model_does_what_the_oracle_does_and_refuses_what_it_refuses(case in case(MOST)) {
        play(&case);
    }

    #[test]
    fn a_document_with_an_impossible_event_is_refused_at_that_event(case in case(MOST)) {
        let possible = case.possible();
        let mut oracle = Oracle::new(&case);
        let impossible = case.happenings.iter().position(|it| oracle.happen(it).is_err());
        let read = Scenario::parse(&case.document(&case.happenings).to_string());
        match (impossible, read) {
            (None, Ok(scenario)) => prop_assert_eq!(scenario.events.len(), possible.len()),
            (Some(index), Err(fault)) => {
                let event = fault.part.split('.').next();
                let expected = format!("events[{index}]");
                prop_assert_eq!(event, Some(expected.as_str()), "{}", fault);
            }
            (index, read) => prop_assert!(false, "impossible: {:?}, read: {:?}", index, read),
        }
    }
}

/// Whether the random cases reach all that they are to test.
#[test]
fn random_cases_reach_every_verdict_every_end_and_every_refusal() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let mut reached: BTreeMap<String, u32> = BTreeMap::new();
    let mut reach = |what: &str| *reached.entry(what.to_owned()).or_default() += 1;
    for _ in 0..96 {
        let case = case(MOST).new_tree(&mut runner).expect("a case").current();
        let mut oracle = Oracle::new(&case);
        for happening in &case.happenings {
            match oracle.happen(happening) {
                Err(refusal) => reach(refusal),
                Ok(_) => {
                    for key in oracle.keys() {
                        reach(oracle.verdict(&key));
                        reach(&oracle.read(&key).end);
                    }
                }
            }
            if let Happening::Request(_) = happening {
                reach("requests of some");
            }
        }
    }
    let wanted = [
        "safe",
        "thin",
        "replica",
        "stale",
        "stranded",
        "lost",
        "Hit",
        "MissIsFinal",
        "ErrorIsFinal",
        "DepthReached",
        "NoMoreNodes",
        "UnknownNode",
        "UnknownSession",
        "AlreadyDown",
        "AlreadyUp",
        "AlreadyListed",
        "NotListed",
        "LastNode",
        "TokenTaken",
        "requests of some",
    ];
    for what in wanted {
        let times = reached.get(what).copied().unwrap_or(0);
        assert!(
            times >= 5,
            "{what}: reached {times} times, wanted at least 5: {reached:#?}"
        );
    }
}
