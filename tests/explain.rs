//! Every explanation against the walk that it explains, in many worlds.

use std::collections::BTreeSet;
use std::rc::Rc;

use ringside::text;
use ringside_model::apply::apply;
use ringside_model::catalog::BuiltIn;
use ringside_model::event::{Event, NodeSpec};
use ringside_model::id::{NodeId, SessionId};
use ringside_model::policy::Preset;
use ringside_model::read::{Answer, walk};
use ringside_model::roster::Process;
use ringside_model::scenario::{Scenario, Setup};
use ringside_model::verdict::Verdict;
use ringside_model::world::World;

/// Events that between them bring every verdict about.
fn stories() -> Vec<Vec<Event>> {
    let (crash, restart) = (
        |n: &str| Event::Crash(n.into()),
        |n: &str| Event::Restart(n.into()),
    );
    let (cut, heal) = (
        |n: &str| Event::Partition(n.into()),
        |n: &str| Event::Heal(n.into()),
    );
    let join = |n: &str| Event::Join(NodeSpec::named(n));
    let all = Event::REQUEST_ALL;
    vec![
        vec![
            crash("node-2"),
            all.clone(),
            restart("node-2"),
            crash("node-3"),
        ],
        vec![
            cut("node-2"),
            all.clone(),
            heal("node-2"),
            cut("node-4"),
            cut("node-5"),
        ],
        vec![
            join("node-6"),
            join("node-7"),
            Event::Leave("node-1".into()),
            crash("node-1"),
        ],
        vec![
            crash("node-1"),
            crash("node-2"),
            all.clone(),
            all,
            restart("node-1"),
            join("node-8"),
        ],
    ]
}

fn worlds() -> Vec<World> {
    let scenario = Scenario::parse(BuiltIn::TwoCopies.json()).expect("a scenario");
    let mut worlds = Vec::new();
    for preset in Preset::ALL {
        for story in stories() {
            let policy = preset.policy(scenario.setup.policy.placement, None);
            let setup = Setup {
                policy,
                ..(*scenario.setup).clone()
            };
            let mut world = World::new(Rc::new(setup)).expect("a world");
            worlds.push(world.clone());
            for event in &story {
                apply(&mut world, event).expect("a possible event");
                worlds.push(world.clone());
            }
        }
    }
    worlds
}

/// The nodes that a sentence names.
fn named(world: &World, sentence: &str) -> BTreeSet<NodeId> {
    let words: Vec<&str> = sentence.split([' ', ',', '.', ';', ':']).collect();
    let nodes = world.roster().nodes();
    nodes
        .filter(|(_, node)| words.contains(&node.spec.name.as_str()))
        .map(|(id, _)| id)
        .collect()
}

fn holders(world: &World, session: SessionId) -> BTreeSet<NodeId> {
    let copies = world.cluster().each(session);
    copies
        .filter(|copy| copy.version == world.latest(session))
        .map(|copy| copy.node)
        .collect()
}

#[test]
fn every_explanation_names_the_nodes_of_its_walk_and_no_others() {
    let mut seen = BTreeSet::new();
    for world in worlds() {
        for session in world.sessions().ids() {
            let verdict = world.verdict(session);
            seen.insert(verdict);
            let sentence = text::explain(&world, session);
            let named = named(&world, &sentence);
            let walk = walk(&world, session);
            let asked: BTreeSet<NodeId> = walk.probes().map(|probe| probe.node).collect();
            let served = walk.found.map(|found| found.node);
            let held = holders(&world, session);
            let targets: BTreeSet<NodeId> = world.targets(session).iter().copied().collect();
            let up = |node: &NodeId| world.roster().node(*node).process == Process::Up;
            let say = |claim: bool| assert!(claim, "{verdict:?}: {sentence}");
            match verdict {
                Verdict::Safe => {
                    say(served.is_some_and(|node| named.contains(&node)) && named == targets);
                    say(targets.is_subset(&held));
                }
                Verdict::Thin => {
                    say(served.is_some_and(|node| named.contains(&node) && held.contains(&node)));
                    let missing: BTreeSet<NodeId> = targets.difference(&held).copied().collect();
                    say(missing.is_subset(&named));
                }
                Verdict::Replica => say(named == asked && served.is_some()),
                Verdict::Reloaded => {
                    say(served.is_none() && named.is_subset(&asked));
                    say(sentence.contains("database"));
                }
                Verdict::Stale => {
                    say(served.is_some_and(|node| named.contains(&node) && !held.contains(&node)));
                    say(held.is_subset(&named));
                }
                Verdict::Stranded => {
                    say(held.is_subset(&named) && held.iter().any(up) && served.is_none());
                    say(targets.is_subset(&named));
                }
                Verdict::Unreachable => say(named == held && !held.iter().any(up)),
                Verdict::Lost => say(named.is_empty() && held.is_empty()),
            }
        }
    }
    assert_eq!(
        seen.len(),
        Verdict::ALL.len(),
        "the stories bring every verdict about: {seen:?}"
    );
}

#[test]
fn the_probes_told_are_the_probes_made() {
    for world in worlds() {
        for session in world.sessions().ids() {
            let walk = walk(&world, session);
            let told = text::probes(&world, &walk);
            let made: Vec<String> = walk
                .probes()
                .map(|probe| {
                    let answer = match probe.answer {
                        Answer::Hit(_) => "hit",
                        Answer::Miss => "miss",
                        Answer::Unavailable => "unavailable",
                    };
                    format!("{} {answer}", world.roster().node(probe.node).spec.name)
                })
                .collect();
            assert_eq!(
                told.split(" → ")
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>(),
                made
            );
        }
    }
}
