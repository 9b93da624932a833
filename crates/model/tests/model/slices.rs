//! Work that goes on slice by slice comes to the same as in one go, and given up at any moment it
//! leaves no trace.

use std::num::NonZeroU16;
use std::rc::Rc;

use proptest::collection::vec;
use proptest::prelude::*;
use ringside_model::client::Client;
use ringside_model::event::{All, Event, NodeSpec, Who};
use ringside_model::pace::{Pace, Work};
use ringside_model::policy::{Eject, Policy, Preset, Repair};
use ringside_model::roster::Roster;
use ringside_model::scenario::{Scenario, Setup};
use ringside_model::seconds::Seconds;
use ringside_model::session::{KeySpec, Numbered, SessionSpec};
use ringside_model::timeline::{Act, BranchId, Timeline};
use ringside_model::{compare, lesson::Lesson, link, list};

/// Does work in slices of these sizes, over and over. Returns how many there were, too.
fn in_slices<T: 'static>(
    sizes: &[u64],
    work: impl AsyncFnOnce(&Pace) -> T + 'static,
) -> (T, usize) {
    let mut work = Work::new(work);
    for (count, &size) in (1..).zip(sizes.iter().cycle()) {
        match work.go_on(size) {
            Ok(done) => return (done, count),
            Err(rest) => work = rest,
        }
    }
    unreachable!("the sizes come again and again")
}

fn sizes() -> impl Strategy<Value = Vec<u64>> {
    vec(
        prop_oneof![Just(0_u64), 1..2000_u64, 1000..200_000_u64],
        1..4,
    )
}

fn policy() -> impl Strategy<Value = Policy> {
    let ejects = [
        Eject::Never,
        Eject::AtOnce,
        Eject::After(std::num::NonZeroU8::MIN),
    ];
    (
        prop::sample::select(Client::ALL.to_vec()),
        prop::sample::select(Preset::ALL.to_vec()),
        prop::sample::select(ejects.to_vec()),
        prop::sample::select(Repair::ALL.to_vec()),
        any::<bool>(),
        prop::option::of(1..200_u32),
    )
        .prop_map(|(client, preset, eject, repair, as_it_is, ttl)| {
            let policy = preset.policy(client, NonZeroU16::new(20));
            let ttl = ttl.map(Seconds);
            if as_it_is {
                return Policy { ttl, ..policy };
            }
            Policy {
                ttl,
                eject,
                repair,
                ..policy
            }
        })
}

fn setup() -> impl Strategy<Value = Setup> {
    let count = prop_oneof![2 => 1..300_u32, 1 => 1..7000_u32];
    (policy(), 1..7_usize, count, any::<bool>()).prop_map(|(policy, nodes, count, listed)| {
        let prefix = "session-".to_owned();
        let numbered = SessionSpec::Numbered(Numbered { prefix, count });
        let keys = || (0..count).map(|at| KeySpec::Key(format!("key-{}", u64::from(at) * 7919)));
        Setup {
            title: "In slices".to_owned(),
            about: String::new(),
            policy,
            nodes: (1..=nodes)
                .map(|at| NodeSpec::named(format!("10.0.0.{at}:11211")))
                .collect(),
            sessions: Rc::new(if listed {
                SessionSpec::Listed(keys().collect())
            } else {
                numbered
            }),
        }
    })
}

fn event() -> impl Strategy<Value = Event> {
    let node = || (1..9_usize).prop_map(|at| format!("10.0.0.{at}:11211"));
    prop_oneof![
        3 => node().prop_map(Event::Crash),
        2 => node().prop_map(Event::Restart),
        2 => node().prop_map(Event::Partition),
        2 => node().prop_map(Event::Heal),
        2 => node().prop_map(|name| Event::Join(NodeSpec::named(name))),
        2 => node().prop_map(Event::Leave),
        2 => Just(Event::Request(Who::All(All::All))),
        1 => Just(Event::Read(Who::All(All::All))),
        2 => (1..300_u32).prop_map(|time| Event::Advance(Seconds(time))),
    ]
}

/// A scenario. In four of five all events are possible; the others are refused at one.
fn scenario(most: usize) -> impl Strategy<Value = Scenario> {
    let possible = prop::bool::weighted(0.8);
    (setup(), vec(event(), 0..most), possible).prop_map(|(setup, mut events, possible)| {
        let mut roster = Roster::found(&setup.policy, &setup.nodes).expect("nodes of their own");
        if possible {
            events.retain(|event| roster.apply(event).is_ok());
        }
        let setup = Rc::new(setup);
        Scenario { setup, events }
    })
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        8 => event().prop_map(Act::Push),
        3 => (0..12_usize).prop_map(Act::Seek),
        2 => (0..4_u32).prop_map(|id| Act::Switch(BranchId(id))),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
        1 => setup().prop_map(|setup| Act::SetUp(Rc::new(setup))),
    ]
}

/// What can be seen of a timeline.
fn seen(timeline: &Timeline) -> impl PartialEq + std::fmt::Debug + use<> {
    let branches = timeline.branches().iter();
    (
        (**timeline.world()).clone(),
        timeline.position(),
        timeline.events().to_vec(),
        timeline.changes().to_vec(),
        branches
            .map(|branch| (branch.id(), branch.events().to_vec()))
            .collect::<Vec<_>>(),
        (timeline.can_undo(), timeline.can_redo()),
    )
}

/// The same act in one go.
fn in_one_go(timeline: &mut Timeline, act: Act) -> Result<bool, String> {
    let said = |(at, why): (usize, ringside_model::refusal::Refusal)| format!("{at}: {why}");
    let at = timeline.position();
    Ok(match act {
        Act::Push(event) => {
            timeline.push(event).map_err(|why| said((at, why)))?;
            true
        }
        Act::SetUp(setup) => {
            timeline.set_up(setup).map_err(said)?;
            true
        }
        Act::Seek(position) => {
            timeline.seek(position);
            timeline.position() != at
        }
        Act::Switch(branch) => timeline.switch(branch).map_err(said)?,
        Act::Undo => timeline.undo(),
        Act::Redo => timeline.redo(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_timeline_is_the_same_in_whatever_slices(
        scenario in scenario(12), acts in vec(act(), 0..8), sizes in sizes(), given_up in 0..40_usize,
    ) {
        let own = scenario.clone();
        let (sliced, _) = in_slices(&sizes, async move |pace: &Pace| Timeline::in_slices(&own, pace).await);
        let (mut sliced, mut whole) = match (sliced, Timeline::new(&scenario)) {
            (Ok(sliced), Ok(whole)) => (sliced, whole),
            (sliced, whole) => {
                prop_assert_eq!(sliced.map(|_| ()), whole.map(|_| ()));
                return Ok(());
            }
        };
        prop_assert_eq!(seen(&sliced), seen(&whole));
        prop_assert_eq!(&sliced.world().rebuilt(), &**whole.world());
        for act in acts {
            // Given up after some slices, it was never there.
            let before = seen(&sliced);
            let (copy, own) = (sliced.clone(), act.clone());
            let mut work = Some(Work::new(async move |pace: &Pace| copy.act(own, pace).await.is_ok()));
            for _ in 0..given_up {
                work = work.and_then(|work| work.go_on(1).err());
            }
            drop(work);
            prop_assert_eq!(seen(&sliced), before);

            let (copy, own) = (sliced.clone(), act.clone());
            let (done, _) = in_slices(&sizes, async move |pace: &Pace| copy.act(own, pace).await);
            let expected = in_one_go(&mut whole, act);
            let came = match done {
                Ok((timeline, came)) => {
                    sliced = timeline;
                    Ok(came)
                }
                Err((at, why)) => Err(format!("{at}: {why}")),
            };
            prop_assert_eq!(came, expected);
            prop_assert_eq!(seen(&sliced), seen(&whole));
        }
    }

    #[test]
    fn texts_are_read_and_written_the_same_in_whatever_slices(
        scenario in scenario(6), at in 0..100_usize, sign in "[\"a,:{1 é]", damage in any::<bool>(), sizes in sizes(),
    ) {
        let mut text = scenario.to_json();
        if damage {
            let at = text.floor_char_boundary(text.len() * at / 100);
            text.replace_range(at..=at, &sign);
        }
        let own = text.clone();
        let (read, _) = in_slices(&sizes, async move |pace: &Pace| Scenario::parse_in_slices(&own, pace).await);
        prop_assert_eq!(&read, &Scenario::parse(&text));
        let own = text.clone();
        let (lesson, _) = in_slices(&sizes, async move |pace: &Pace| Lesson::is_lesson_in_slices(&own, pace).await);
        prop_assert_eq!(lesson, Lesson::is_lesson(&text));
        let own = text.clone();
        let (keys, _) = in_slices(&sizes, async move |pace: &Pace| list::keys_in_slices(own.as_bytes(), 500, pace).await);
        prop_assert_eq!(keys, list::keys(text.as_bytes(), 500));

        let Ok(scenario) = read else { return Ok(()) };
        let whole = link::encode(&scenario.setup, &scenario.events, 0);
        let own = scenario.clone();
        let (written, _) = in_slices(&sizes, async move |pace: &Pace| {
            link::encode_in_slices(&own.setup, &own.events, 0, pace).await
        });
        prop_assert_eq!(&written, &whole);
        let (back, _) = in_slices(&sizes, async move |pace: &Pace| link::decode_in_slices(&written, pace).await);
        prop_assert_eq!(back, link::decode(&whole));
    }
}

proptest! {
    // Each of these plays fourteen policies, twice.
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_comparison_is_the_same_in_whatever_slices(setup in setup(), sizes in sizes()) {
        let events = vec![Event::Crash("10.0.0.1:11211".to_owned()), Event::Request(Who::All(All::All))];
        let (own, happened) = (setup.clone(), events.clone());
        let (sliced, _) = in_slices(&sizes, async move |pace: &Pace| compare::in_slices(&own, &happened, pace).await);
        prop_assert_eq!(&sliced, &compare::alternatives(&setup, &events));
        prop_assert_eq!(&sliced[0].policy, &setup.policy);
        // Each is what a timeline under that policy comes to.
        for alternative in sliced {
            let policy = alternative.policy;
            let scenario = Scenario { setup: Rc::new(Setup { policy, ..setup.clone() }), events: events.clone() };
            let timeline = Timeline::new(&scenario).expect("it was possible");
            let (counts, load) = (timeline.world().counts(), timeline.world().load());
            prop_assert_eq!((alternative.counts, alternative.load), (counts, load));
        }
    }
}

#[test]
fn a_large_scenario_takes_many_slices_and_its_progress_never_goes_back_within_a_phase() {
    let numbered = Numbered {
        prefix: "session-".to_owned(),
        count: 50_000,
    };
    let setup = Rc::new(Setup {
        title: String::new(),
        about: String::new(),
        policy: Policy::of(Client::Spymemcached),
        nodes: vec![NodeSpec::named("a:1"), NodeSpec::named("b:1")],
        sessions: Rc::new(SessionSpec::Numbered(numbered)),
    });
    let events = vec![Event::Request(Who::All(All::All)); 3];
    let scenario = Scenario { setup, events };
    let mut work =
        Work::new(async move |pace: &Pace| Timeline::in_slices(&scenario, pace).await.is_ok());
    let (mut slices, mut seen) = (0, vec![work.progress()]);
    loop {
        slices += 1;
        match work.go_on(1) {
            Ok(done) => break assert!(done),
            Err(rest) => work = rest,
        }
        let (now, last) = (work.progress(), seen[seen.len() - 1]);
        assert!(now.percent < 100);
        if now.phase == last.phase {
            assert!(now.percent >= last.percent, "{now:?} after {last:?}");
        } else {
            seen.push(now);
        }
        if let Some(last) = seen.last_mut() {
            *last = now;
        }
    }
    assert!(slices > 50, "{slices}");
    // Each phase was almost over when the next began.
    for phase in &seen[1..] {
        assert!(phase.percent > 60, "{seen:?}");
    }
    assert_eq!(seen.len(), 3, "{seen:?}");
}
