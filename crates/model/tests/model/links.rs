//! Links say exactly the scenario and the moment that they were made from, and a damaged one says
//! nothing else.

use std::rc::Rc;

use ringside_model::event::{Event, NodeSpec, Who};
use ringside_model::link::{decode, encode};
use ringside_model::scenario::{Scenario, Setup};
use ringside_model::session::{KeySpec, Numbered, PlacedKey, SessionSpec};

use crate::generate::{self, Random};

#[path = "../../../../fuzz/claim.rs"]
mod claim;

const SCENARIOS: u64 = 10_000;
const SEED: u64 = 20_261_122;

/// The signs of links, and some that are none.
const SIGNS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ %é#";

/// What titles are made of.
const WORDS: [&str; 12] = [
    "a",
    "node",
    " ",
    "Two copies",
    "42",
    "größer",
    "~",
    "\u{1f600}",
    "\n",
    "\"",
    "session-",
    "Zzz.",
];

/// A possible scenario of any kind, and a moment of it.
fn scenario(random: &mut Random) -> (Scenario, usize) {
    let tried = generate::writable(&generate::tried(random, 30));
    let mut scenario = renamed(random, &generate::possible(&tried));
    let setup = Rc::make_mut(&mut scenario.setup);
    setup.title = words(random);
    setup.about = words(random);
    let last = u32::try_from(scenario.events.len()).expect("few events");
    let position = random.between(0, last) as usize;
    (scenario, position)
}

fn words(random: &mut Random) -> String {
    let words = (0..random.between(0, 8)).map(|_| *random.pick(&WORDS));
    words.collect()
}

/// The same scenario with names of another kind, and some nodes with a weight and an alias.
fn renamed(random: &mut Random, scenario: &Scenario) -> Scenario {
    let nodes = *random.pick(&["node-", "10.0.0.", "cache", "2001:db8::", "web-0"]);
    let port = *random.pick(&["", ":11211", ":9"]);
    let keys = *random.pick(&["session-", "user:", "ключ", "k0", "~"]);
    let numbered = random.percent(20);
    let node = |name: &str| match name.strip_prefix("node-") {
        Some(number) if nodes.contains("::") => format!("[{nodes}{number}]{port}"),
        Some(number) => format!("{nodes}{number}{port}"),
        None => name.to_owned(),
    };
    let key = |key: &str| key.replace("session-", keys);
    let mut spec = |spec: &NodeSpec| NodeSpec {
        name: node(&spec.name),
        weight: if random.percent(70) {
            1
        } else {
            random.between(1, 1_000_000)
        },
        alias: random
            .percent(20)
            .then(|| format!("alias-of-{}", spec.name)),
        tokens: spec.tokens.clone(),
    };
    let mut setup = Setup::clone(&scenario.setup);
    setup.nodes = setup.nodes.iter().map(&mut spec).collect();
    let SessionSpec::Listed(listed) = &*setup.sessions else {
        panic!("the generator lists keys");
    };
    setup.sessions = Rc::new(if numbered {
        // Requests name the keys from 1 on.
        let count = u32::try_from(listed.len()).expect("few keys") + 1;
        SessionSpec::Numbered(Numbered {
            prefix: keys.to_owned(),
            count,
        })
    } else {
        SessionSpec::Listed(
            listed
                .iter()
                .map(|spec| match spec {
                    KeySpec::Key(name) => KeySpec::Key(key(name)),
                    KeySpec::Placed(placed) => KeySpec::Placed(PlacedKey {
                        key: key(&placed.key),
                        hash: placed.hash,
                    }),
                })
                .collect(),
        )
    });
    let who = |who: &Who| match who {
        Who::All(all) => Who::All(*all),
        Who::Keys(names) => Who::Keys(names.iter().map(|name| key(name)).collect()),
    };
    let events = scenario.events.iter().map(|event| match event {
        Event::Crash(name) => Event::Crash(node(name)),
        Event::Restart(name) => Event::Restart(node(name)),
        Event::Partition(name) => Event::Partition(node(name)),
        Event::Heal(name) => Event::Heal(node(name)),
        Event::Leave(name) => Event::Leave(node(name)),
        Event::Join(one) => Event::Join(spec(one)),
        Event::Read(one) => Event::Read(who(one)),
        Event::Request(one) => Event::Request(who(one)),
        Event::Advance(time) => Event::Advance(*time),
        Event::Traffic(traffic) => Event::Traffic(*traffic),
    });
    let events = events.collect();
    Scenario {
        setup: Rc::new(setup),
        events,
    }
}

/// A link with something done to it that happens to links.
fn damaged(random: &mut Random, link: &str, other: &str) -> String {
    let signs: Vec<char> = link.chars().collect();
    let last = u32::try_from(signs.len() - 1).expect("a short link");
    let at = random.between(0, last) as usize;
    let to = random.between(0, last) as usize;
    let any: Vec<char> = SIGNS.chars().collect();
    let mut changed = signs.clone();
    match random.between(1, 9) {
        1 => changed[at] = *random.pick(&any),
        2 => changed.truncate(at),
        3 => drop(changed.drain(at.min(to)..at.max(to))),
        4 => changed.insert(at, *random.pick(&any)),
        5 => changed.swap(at, to),
        6 if random.percent(50) => changed.extend(other.chars()),
        6 => changed.extend(signs),
        7 => changed
            .splice(0..1, random.between(0, 99).to_string().chars())
            .for_each(drop),
        8 => {
            let lower = random.percent(50);
            let case = |char: &char| {
                if lower {
                    char.to_ascii_lowercase()
                } else {
                    char.to_ascii_uppercase()
                }
            };
            changed = signs.iter().map(case).collect();
        }
        _ => {
            for _ in 0..random.between(2, 12) {
                let at = random.between(0, last) as usize;
                changed[at] = *random.pick(&any[..64]);
            }
        }
    }
    changed.into_iter().collect()
}

#[test]
fn random_scenarios_come_back_from_json_and_from_links_and_harmed_links_are_faults_or_exact() {
    let (mut longest, mut faults) = (0, 0);
    let mut other = String::from("1");
    for number in 0..SCENARIOS {
        let random = &mut Random::new(SEED, number);
        let original = scenario(random);
        let link = comes_back(&original);
        longest = longest.max(link.len());
        faults += u64::from(is_fault(&original, &damaged(random, &link, &other)));
        // Without version and checksum, which a forger makes as they must be.
        let body = &link[1..link.len() - 6];
        claim::a_link_is_a_fault_or_exact(body);
        claim::a_link_is_a_fault_or_exact(&damaged(random, body, &other));
        other = link;
    }
    println!("the longest of {SCENARIOS} links has {longest} characters");
    println!("{faults} of {SCENARIOS} damaged links are faults");
    assert!(faults > SCENARIOS * 9 / 10, "{faults}");
}

/// The document and the link of a scenario say exactly what it is. Returns the link.
fn comes_back(original: &(Scenario, usize)) -> String {
    let (scenario, position) = original;
    let json = scenario.to_json();
    assert_eq!(Scenario::parse(&json).as_ref(), Ok(scenario), "{json}");
    let link = encode(&scenario.setup, &scenario.events, *position);
    assert_eq!(decode(&link).as_ref(), Ok(original), "{link}\n{json}");
    link
}

/// Whether a damaged link is a fault; if not, it says the same as before.
fn is_fault(original: &(Scenario, usize), damaged: &str) -> bool {
    let Ok(read) = decode(damaged) else {
        return true;
    };
    assert_eq!(read, *original, "{damaged}");
    false
}
