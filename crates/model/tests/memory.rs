//! How much room a world takes: at most 32 bytes a session where there are two copies, also after
//! every session was written anew.

use std::rc::Rc;

use peak_alloc::PeakAlloc;
use ringside_model::apply::apply;
use ringside_model::client::Client;
use ringside_model::ejection::Ejections;
use ringside_model::event::{Event, NodeSpec};
use ringside_model::policy::Policy;
use ringside_model::roster::Roster;
use ringside_model::scenario::Setup;
use ringside_model::session::{Numbered, SessionSpec, Sessions};
use ringside_model::view::View;
use ringside_model::world::World;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

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

#[test]
fn a_million_sessions_with_two_copies_take_at_most_32_bytes_each() {
    let numbered = Numbered {
        prefix: "session-".to_owned(),
        count: SESSIONS,
    };
    let setup = Rc::new(Setup {
        title: String::new(),
        about: String::new(),
        policy: Policy::of(Client::Spymemcached),
        nodes: (0..NODES)
            .map(|node| NodeSpec::named(format!("10.0.0.{node}")))
            .collect(),
        sessions: Rc::new(SessionSpec::Numbered(numbered)),
    });

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
