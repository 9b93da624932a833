//! How much room a world takes: at most 32 bytes a session where there are two copies, also after
//! every session was written anew. And how much a long history keeps.

use std::rc::Rc;
use std::sync::{Mutex, PoisonError};

use peak_alloc::PeakAlloc;
use ringside_model::apply::apply;
use ringside_model::client::Client;
use ringside_model::ejection::Ejections;
use ringside_model::event::{Event, NodeSpec};
use ringside_model::policy::Policy;
use ringside_model::roster::Roster;
use ringside_model::scenario::{Scenario, Setup};
use ringside_model::session::{Numbered, SessionSpec, Sessions};
use ringside_model::timeline::Timeline;
use ringside_model::view::View;
use ringside_model::world::World;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What is counted is everybody's, so the tests take turns.
static TURN: Mutex<()> = Mutex::new(());

const SESSIONS: u32 = 1_000_000;
const NODES: u8 = 100;

/// The most bytes that a session may take.
const MOST: f64 = 32.0;

fn a_session(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).expect("less than 4 GB")) / f64::from(SESSIONS)
}

/// What something takes while it is there, in bytes a session; and the thing.
fn weighed<T>(what: &str, make: impl FnOnce() -> T) -> (f64, T) {
    let before = MEMORY.current_usage();
    let thing = make();
    let bytes = a_session(MEMORY.current_usage().saturating_sub(before));
    println!("{what}: {bytes:.2} bytes a session");
    (bytes, thing)
}

fn million() -> Rc<Setup> {
    let numbered = Numbered {
        prefix: "session-".to_owned(),
        count: SESSIONS,
    };
    Rc::new(Setup {
        title: String::new(),
        about: String::new(),
        policy: Policy::of(Client::Spymemcached),
        nodes: (0..NODES)
            .map(|node| NodeSpec::named(format!("10.0.0.{node}")))
            .collect(),
        sessions: Rc::new(SessionSpec::Numbered(numbered)),
    })
}

#[test]
fn a_million_sessions_with_two_copies_take_at_most_32_bytes_each() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let setup = million();
    let spec = Rc::clone(&setup.sessions);
    let (keys, sessions) = weighed("keys and places", || Sessions::new(spec, &setup.policy));
    let roster = Roster::found(&setup.policy, &setup.nodes).expect("a roster");
    let ejections = Ejections::default();
    let view = || View::new(&setup.policy, &roster, &sessions, &ejections, None);
    let (lists, view) = weighed("the client's view", view);
    drop((view, sessions));

    let nothing = MEMORY.current_usage();
    let start = || World::new(Rc::clone(&setup)).expect("a world");
    let (all, mut world) = weighed("a world at its start", start);
    println!("of these copies and verdicts: {:.2}", all - keys - lists);
    assert!(all <= MOST, "{all} bytes a session");

    let (kept, before) = weighed("a copy of the world", || world.clone());
    assert!(kept < 0.1, "{kept} bytes a session");
    let (crash, ()) = weighed("a crash beside it", || {
        apply(&mut world, &Event::Crash("10.0.0.7".to_owned())).expect("possible");
    });
    assert!(crash < MOST / 10.0, "{crash} bytes a session");
    drop(before);

    apply(&mut world, &Event::Restart("10.0.0.7".to_owned())).expect("possible");
    apply(&mut world, &Event::REQUEST_ALL).expect("possible");
    let all = a_session(MEMORY.current_usage().saturating_sub(nothing));
    println!("a world in which all was written anew: {all:.2} bytes a session");
    assert!(all <= MOST, "{all} bytes a session");
}

#[test]
fn what_a_thousand_events_keep_fits_into_what_was_reserved() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let scenario = Scenario {
        setup: million(),
        events: Vec::new(),
    };
    let mut timeline = Timeline::new(&scenario).expect("a timeline");
    let (opened, reserved) = (MEMORY.current_usage(), Timeline::reserved(timeline.world()));
    MEMORY.reset_peak_usage();
    for event in 0..1000 {
        let node = format!("10.0.0.{}", event / 4 * 7 % u32::from(NODES));
        let event = match event % 4 {
            0 => Event::Crash(node),
            1 => Event::Restart(node),
            2 => Event::Leave(node),
            _ => Event::Join(NodeSpec::named(node)),
        };
        // The page still shows the world before.
        let before = Rc::clone(timeline.world());
        timeline.push(event).expect("possible");
        drop(before);
    }
    let most = MEMORY.peak_usage() - opened;
    println!("{most} bytes more than at the start, of {reserved} reserved");
    assert!(most <= reserved, "{most} bytes of {reserved}");
    assert!(
        most > reserved / 3,
        "so much is not needed: {most} bytes of {reserved}"
    );
}
