//! The model agrees with the oracle about every event of very many random scenarios: all that is
//! true, all that is said to have changed, and every refusal. At their end the walks are compared
//! step by step, and what the model keeps beside the truth is what would be found anew.
//!
//! `RINGSIDE_SCENARIOS` says how many, `RINGSIDE_SEED` from which seed on.

mod look;
mod pair;
mod shrink;
mod walks;

use std::collections::BTreeMap;
use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::thread;

use ringside_model::scenario::Scenario;

use crate::generate::{self, Random};
use crate::oracle::Sight;
use pair::Pair;

const SCENARIOS: u64 = 100_000;
const SEED: u64 = 2009;

/// In how many of so many scenarios each sight must be seen.
const OFTEN: u64 = 100;

/// What was met: how many events, and in how many scenarios each sight.
#[derive(Debug, Default)]
struct Met {
    events: u64,
    sights: BTreeMap<Sight, u64>,
}

#[test]
fn model_and_oracle_agree_after_every_event_of_random_scenarios() {
    let number = |name| {
        env::var(name)
            .ok()
            .map(|text| text.parse().expect("a number"))
    };
    let seed = number("RINGSIDE_SEED").unwrap_or(SEED);
    let count = number("RINGSIDE_SCENARIOS").unwrap_or(SCENARIOS);
    println!("RINGSIDE_SEED={seed} RINGSIDE_SCENARIOS={count}");
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let met = thread::scope(|scope| {
        let part = |first| move || play_every(seed, (first..count).step_by(threads));
        let parts: Vec<_> = (0..)
            .take(threads)
            .map(|first| scope.spawn(part(first)))
            .collect();
        let mut met = Met::default();
        for part in parts {
            met.add(
                part.join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            );
        }
        met
    });
    println!("{met:#?}");
    if count >= SCENARIOS {
        let unseen: Vec<_> = Sight::all()
            .into_iter()
            .filter(|sight| met.often(*sight) < OFTEN)
            .collect();
        assert!(unseen.is_empty(), "hardly ever seen: {unseen:?}");
    }
}

impl Met {
    fn add(&mut self, other: Self) {
        self.events += other.events;
        for (sight, count) in other.sights {
            *self.sights.entry(sight).or_default() += count;
        }
    }

    fn often(&self, sight: Sight) -> u64 {
        self.sights.get(&sight).copied().unwrap_or(0)
    }
}

fn play_every(seed: u64, numbers: impl Iterator<Item = u64>) -> Met {
    let mut met = Met::default();
    for number in numbers {
        let mut random = Random::new(seed, number);
        let mut scenario = Scenario {
            setup: Rc::new(generate::setup(&mut random)),
            events: Vec::new(),
        };
        let played = catch_unwind(AssertUnwindSafe(|| {
            play(&mut random, &mut scenario, &mut met)
        }));
        if !matches!(played, Ok(Ok(()))) {
            report(seed, number, scenario);
        }
    }
    met
}

/// Plays up to 40 events, each chosen by what has become of those before it.
fn play(random: &mut Random, scenario: &mut Scenario, met: &mut Met) -> Result<(), String> {
    let mut pair = Pair::new(&scenario.setup)?;
    for _ in 0..random.between(1, 40) {
        let event = generate::next_event(random, &pair.oracle);
        scenario.events.push(event.clone());
        pair.happen(&event)?;
        met.events += 1;
    }
    pair.end()?;
    for sight in pair.oracle.sights {
        *met.sights.entry(sight).or_default() += 1;
    }
    Ok(())
}

/// Fails with the smallest scenario that shows a difference.
fn report(seed: u64, number: u64, scenario: Scenario) -> ! {
    let scenario = shrink::smallest(scenario);
    let found = shrink::difference(&scenario).unwrap_or_default();
    panic!(
        "RINGSIDE_SEED={seed}, scenario {number}: {found}\n{}",
        scenario.to_json()
    );
}
