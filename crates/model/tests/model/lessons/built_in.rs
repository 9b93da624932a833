//! The catalog and the files agree, and every lesson reads.

use std::collections::BTreeSet;
use std::fs;

use ringside_model::event::Event;
use ringside_model::lesson::catalog::{self, LESSONS, digest};
use ringside_model::lesson::{MAX_SESSIONS, Phase};

use super::told::{all, root, text};

#[test]
fn every_lesson_reads_and_says_what_the_contents_list_says() {
    for (entry, (name, lesson)) in LESSONS.iter().zip(all()) {
        assert_eq!(entry.name, name);
        assert_eq!(entry.title, lesson.title, "{name}");
        assert_eq!(entry.goal, lesson.goal, "{name}");
        assert_eq!(entry.minutes, lesson.minutes, "{name}");
    }
}

#[test]
fn the_order_is_that_in_which_they_build_on_each_other() {
    let names = LESSONS.map(|entry| entry.name);
    let order = [
        "worked-example",
        "why-not-modulo",
        "the-ring",
        "a-node-fails",
        "a-node-joins",
        "two-at-once",
        "many-tokens",
        "repair",
        "came-back",
        "cache-or-store",
        "other-client",
    ];
    assert_eq!(names, order);
}

#[test]
fn every_file_is_in_the_catalog_with_its_digest() {
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(root().join("static/lessons")).expect("the lessons") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy();
        files.insert(name.into_owned());
    }
    let names: BTreeSet<String> = LESSONS.iter().map(|entry| entry.name.to_owned()).collect();
    assert_eq!(names, files);
    let mut digests = BTreeSet::new();
    for entry in LESSONS {
        assert_eq!(entry.digest, digest(text(entry.name).as_bytes()));
        assert!(digests.insert(entry.digest));
        let address = format!("lessons/{}.json?v={:016x}", entry.name, entry.digest);
        assert_eq!(entry.address(), address);
        assert_eq!(catalog::find(entry.name), Some(&entry));
    }
    assert_eq!(catalog::find("no-such-lesson"), None);
}

/// The test vectors of the hash's authors.
#[test]
fn the_digest_is_fnv_1a() {
    assert_eq!(digest(b""), 0xcbf2_9ce4_8422_2325);
    assert_eq!(digest(b"a"), 0xaf63_dc4c_8601_ec8c);
    assert_eq!(digest(b"foobar"), 0x8594_4171_f739_67e8);
}

/// About five minutes: six to nine steps, and what a step shows is small enough to be seen.
#[test]
fn a_lesson_has_six_to_nine_steps_and_each_has_something_to_say() {
    for (name, lesson) in all() {
        let steps = lesson.steps.len();
        assert!((6..=9).contains(&steps), "{name} has {steps} steps");
        assert!((5..=6).contains(&lesson.minutes), "{name}");
        for step in &lesson.steps {
            let at = format!("{name}: {}", step.title);
            assert!(!step.before.is_empty(), "{at}: nothing is said first");
            assert!(step.before.len() <= 3 && step.after.len() <= 3, "{at}");
            assert!(!step.claims.is_empty(), "{at}: nothing is claimed");
            assert!(step.setup.sessions.len() <= MAX_SESSIONS / 10, "{at}");
            assert!(!step.setup.title.is_empty(), "{at}: a nameless scenario");
            let mut happens = step.events[step.begin..].iter();
            let changes = happens.any(|event| !matches!(event, Event::Read(_)));
            let told = step.has_after() != step.after.is_empty();
            assert!(told, "{at}: what is seen is not explained");
            let same = step.world(Phase::Before) == step.world(Phase::After);
            assert!(!changes || !same, "{at}: nothing happens");
        }
        let last = lesson.steps.last().expect("a step");
        assert!(last.title.starts_with("What to "), "{name}: {}", last.title);
    }
}
