//! Every number that a lesson says is read off its worlds, and what it says in words is claimed:
//! whoever changes the scenario under a lesson hears of it.

use ringside_model::lesson::catalog::LESSONS;
use ringside_model::lesson::{Lesson, Part};
use ringside_model::policy::Repair;
use serde_json::{Value, json};

use super::told::{all, paragraphs, text, whole};

/// Digits that are no figures, each with the reason.
const ALLOWED: [(&str, &str); 3] = [
    ("10.0.0.1:11211-0", "what a client hashes, as it writes it"),
    ("10.0.0.1-0", "what another client hashes, as it writes it"),
    ("MD5", "the name of a hash function"),
];

#[test]
fn no_number_is_typed_in() {
    for (name, lesson) in all() {
        for place in paragraphs(&lesson) {
            for part in &place.paragraph.0 {
                let (Part::Text(text) | Part::Term(text)) = part else {
                    continue;
                };
                let mut text = text.clone();
                for (allowed, _) in ALLOWED {
                    text = text.replace(allowed, "");
                }
                let digit = text.contains(|char: char| char.is_ascii_digit());
                assert!(!digit, "{name}, step {}: {text:?}", place.step + 1);
            }
        }
    }
}

#[test]
fn every_lesson_says_numbers() {
    for (name, lesson) in all() {
        let places = paragraphs(&lesson);
        let parts = places.iter().flat_map(|place| &place.paragraph.0);
        let figures = parts.filter(|part| matches!(part, Part::Figure(_)));
        assert!(figures.count() >= 8, "{name}");
    }
}

/// What is wrong if a lesson says the same after a change.
fn unheard(name: &str, change: &str, document: &Value) -> Option<String> {
    let before = Lesson::parse(&text(name)).expect("a lesson");
    match Lesson::parse(&document.to_string()) {
        Ok(after) if whole(&before) == whole(&after) => Some(format!("{name}: {change}")),
        Err(fault) if !fault.part.starts_with("steps[") => Some(format!("{name}: {fault}")),
        _ => None,
    }
}

/// Changes each lesson in one step after the other, wherever there is what is changed. The reader
/// must hear of every change, and each of these lessons must have one.
fn each(names: &[&str], change: &str, alter: impl Fn(&mut Value) -> Option<()>) {
    let mut unheard_of = Vec::new();
    for name in names {
        let document: Value = serde_json::from_str(&text(name)).expect("JSON");
        let steps = document["steps"].as_array().map_or(0, Vec::len);
        let mut changed = 0;
        for step in 0..steps {
            let mut document = document.clone();
            if alter(&mut document["steps"][step]).is_some() {
                let change = format!("{change} in step {}", step + 1);
                unheard_of.extend(unheard(name, &change, &document));
                changed += 1;
            }
        }
        assert!(changed > 0, "{name}: no step for {change}");
    }
    assert!(
        unheard_of.is_empty(),
        "nothing is heard of\n{}",
        unheard_of.join("\n")
    );
}

/// The names of all lessons.
fn names() -> [&'static str; LESSONS.len()] {
    LESSONS.map(|entry| entry.name)
}

#[test]
fn another_number_of_copies_is_heard_of() {
    each(&names(), "another number of copies", |step| {
        let replicas = step.pointer_mut("/scenario/policy/replicas")?;
        let number = replicas.as_u64()?;
        *replicas = json!(if number == 1 { 2 } else { number - 1 });
        Some(())
    });
}

#[test]
fn one_node_less_is_heard_of() {
    each(&names(), "one node less", |step| {
        let nodes = step.pointer_mut("/scenario/nodes")?.as_array_mut()?;
        nodes.pop().map(drop)
    });
}

#[test]
fn one_session_less_is_heard_of() {
    each(&names(), "one session less", |step| {
        let sessions = step.pointer_mut("/scenario/sessions")?;
        if let Some(list) = sessions.as_array_mut() {
            return list.pop().map(drop);
        }
        let count = sessions.pointer_mut("/count")?;
        *count = json!(count.as_u64()? - 1);
        Some(())
    });
}

#[test]
fn a_client_that_never_reads_on_is_heard_of_where_the_lesson_is_about_that() {
    let names = [
        "worked-example",
        "a-node-fails",
        "a-node-joins",
        "two-at-once",
        "came-back",
    ];
    each(&names, "no reading on", |step| {
        let copies = step.pointer("/scenario/policy/replicas")?.as_u64()?;
        *step.pointer_mut("/scenario/policy/fall_through")? = json!("none");
        (copies > 1).then_some(())
    });
}

/// Steps that say that their reads leave the database alone, counted from 1: a second round after
/// the cache was filled, and reads that the second copies answer.
const QUIET: [(&str, usize); 2] = [("cache-or-store", 3), ("cache-or-store", 6)];

/// A read that changes nothing, and of which the lesson says so: no client repairs, or no database
/// is asked.
fn silent(name: &str, lesson: &Lesson, step: usize, event: &Value) -> bool {
    let policy = &lesson.steps[step].setup.policy;
    let idle = policy.repair == Repair::None && !policy.database;
    event.get("read").is_some() && (idle || QUIET.contains(&(name, step + 1)))
}

#[test]
fn an_event_that_does_not_happen_is_heard_of() {
    let mut unheard_of = Vec::new();
    for (name, lesson) in all() {
        let document: Value = serde_json::from_str(&text(name)).expect("JSON");
        let mut removed = 0;
        for step in 0..lesson.steps.len() {
            for list in ["/events", "/scenario/events"] {
                let there = document["steps"][step].pointer(list);
                let events = there.and_then(Value::as_array).map_or(0, Vec::len);
                for event in 0..events {
                    let mut document = document.clone();
                    let list = document["steps"][step].pointer_mut(list);
                    let list = list.and_then(Value::as_array_mut).expect("events");
                    if !silent(name, &lesson, step, &list.remove(event)) {
                        let change = format!("event {event} of step {}", step + 1);
                        unheard_of.extend(unheard(name, &change, &document));
                        removed += 1;
                    }
                }
            }
        }
        assert!(removed > 0 || name == "other-client", "{name}");
    }
    assert!(
        unheard_of.is_empty(),
        "nothing is heard of\n{}",
        unheard_of.join("\n")
    );
}
