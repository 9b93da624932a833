//! `docs/lessons.md` says what is so, and the figures of `docs/teaching.md` are those of the lessons.

use std::collections::BTreeSet;
use std::fs;

use ringside_model::lesson::catalog::{self, LESSONS};
use ringside_model::lesson::{Lesson, Phase};
use ringside_model::verdict::Verdict;
use serde_json::{Value, json};

use super::told::{lesson, paragraphs, root, said, text};

fn document(name: &str) -> String {
    fs::read_to_string(root().join("docs").join(name)).expect("a document")
}

/// The blocks of code of `docs/lessons.md`: what stands behind the fence, and the text.
fn blocks() -> Vec<(String, String)> {
    let document = document("lessons.md");
    let mut pieces = document.split("```");
    let mut blocks = Vec::new();
    pieces.next();
    while let (Some(block), Some(_)) = (pieces.next(), pieces.next()) {
        let (info, text) = block.split_once('\n').expect("a fence ends its line");
        blocks.push((info.to_owned(), text.to_owned()));
    }
    blocks
}

/// What stands in code at the beginning of the rows of a section's tables.
fn rows(section: &str) -> BTreeSet<String> {
    let document = document("lessons.md");
    let mut parts = document
        .split("\n## ")
        .flat_map(|part| part.split("\n### "));
    let section = parts
        .find(|part| part.starts_with(section))
        .expect("a section");
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    let cells = rows.filter_map(|row| row.split(" | ").next());
    let names = cells.flat_map(|cell| cell.trim_end_matches('`').split("`, `"));
    names.map(str::to_owned).collect()
}

#[test]
fn the_example_is_a_lesson() {
    let blocks = blocks();
    let mut examples = blocks.iter().filter(|(info, _)| info == "json");
    let (_, example) = examples.next().expect("an example");
    let lesson = Lesson::parse(example).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(lesson.steps.len(), 2);
    let said: Vec<String> = paragraphs(&lesson)
        .iter()
        .map(|place| said(&lesson, place))
        .collect();
    assert_eq!(
        said.last().expect("a paragraph"),
        "2 of 4 are lost, that is 50 %. Before it was 0."
    );
}

#[test]
fn every_wrong_example_makes_the_complaint_that_stands_behind_it() {
    let blocks = blocks();
    let mut wrong = 0;
    for pair in blocks.windows(2).filter(|pair| pair[0].0 == "json wrong") {
        let fault = Lesson::parse(&pair[0].1).expect_err("a wrong example");
        let (line, column) = (fault.line, fault.column);
        let (part, problem) = (&fault.part, &fault.problem);
        assert_eq!(
            format!("lesson.json:{line}:{column}: in {part}: {problem}\n"),
            pair[1].1
        );
        wrong += 1;
    }
    assert!(wrong >= 2);
}

/// A complaint about an unknown field lists those that there are.
#[test]
fn every_field_has_a_row_and_no_other_has() {
    let listed = |text: &str| -> BTreeSet<String> {
        let problem = Lesson::parse(text).expect_err("an unknown field").problem;
        let (_, expected) = problem.split_once("expected").expect("what was expected");
        expected
            .split('"')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(rows("Fields"), listed(r#"{ "lesson": 1, "x": 1 }"#));
    let step = r#"{ "lesson": 1, "title": "A", "goal": "B", "steps": [{ "x": 1 }] }"#;
    assert_eq!(rows("Steps"), listed(step));
}

/// A complaint about an unknown figure lists those that there are.
#[test]
fn every_figure_has_a_row_and_no_other_has() {
    let (_, example) = blocks()
        .into_iter()
        .find(|(info, _)| info == "json")
        .expect("an example");
    let mut document: Value = serde_json::from_str(&example).expect("JSON");
    document["steps"][0]["before"] = json!(["{no-such-figure}"]);
    let problem = Lesson::parse(&document.to_string())
        .expect_err("an unknown figure")
        .problem;
    let (_, expected) = problem
        .split_once("expected one of ")
        .expect("what was expected");
    let lists: Vec<&str> = expected.split("one of ").collect();
    assert_eq!(lists.len(), 3, "{problem}");
    let names = |list: &str, about: &str| -> Vec<String> {
        let list = list.split(';').next().unwrap_or_default();
        list.split(", ")
            .map(|name| format!("{}{about}", name.trim()))
            .collect()
    };
    let mut figures: BTreeSet<String> = names(lists[0], "").into_iter().collect();
    figures.extend(names(lists[1], " node-1"));
    figures.extend(names(lists[2], " session-1"));
    assert_eq!(rows("Figures"), figures);
    for verdict in Verdict::ALL {
        assert!(figures.contains(verdict.word()));
    }
}

#[test]
fn every_kind_of_question_has_a_row_that_is_a_question() {
    let (_, example) = blocks()
        .into_iter()
        .find(|(info, _)| info == "json")
        .expect("an example");
    let document = document("lessons.md");
    let section = document
        .split("\n### Questions\n")
        .nth(1)
        .expect("a section");
    let section = section.split("\n### ").next().unwrap_or_default();
    let rows = section
        .lines()
        .filter_map(|line| line.strip_prefix("| `\""));
    let mut kinds = 0;
    for row in rows {
        let first = row.split('`').next().unwrap_or_default();
        let mut lesson: Value = serde_json::from_str(&example).expect("JSON");
        let question = format!(r#"{{ "ask": "What?", "{first} }}"#);
        lesson["steps"][0]["question"] = serde_json::from_str(&question).expect("a question");
        Lesson::parse(&lesson.to_string()).unwrap_or_else(|fault| panic!("{question}: {fault}"));
        kinds += 1;
    }
    assert_eq!(kinds, 5);
}

#[test]
fn every_link_leads_somewhere() {
    for name in ["lessons.md", "teaching.md"] {
        let text = document(name);
        let links = text.split("](").skip(1);
        let links: Vec<&str> = links.filter_map(|rest| rest.split(')').next()).collect();
        assert!(links.len() >= 3, "{name}: {links:?}");
        for link in links {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { name } else { file };
            assert!(root().join("docs").join(target).exists(), "{name}: {link}");
            let anchor = |line: &str| {
                let title = line.trim_start_matches('#').trim().to_lowercase();
                line.starts_with('#') && title.replace(' ', "-").replace(['?', ','], "") == heading
            };
            assert!(
                heading.is_empty() || document(target).lines().any(anchor),
                "{name}: {link}"
            );
        }
    }
}

/// `#lesson=NAME` or `#lesson=NAME/STEP`, counted from 1.
#[test]
fn every_lesson_that_is_linked_to_is_there() {
    let document = document("teaching.md");
    let links: Vec<&str> = document
        .split("#lesson=")
        .skip(1)
        .filter_map(|rest| rest.split('`').next())
        .collect();
    for link in &links {
        let (name, step) = link.split_once('/').unwrap_or((link, "1"));
        assert!(catalog::find(name).is_some(), "{link}");
        let step: usize = step.parse().unwrap_or_else(|_| panic!("{link}"));
        assert!((1..=lesson(name).steps.len()).contains(&step), "{link}");
    }
    for entry in LESSONS {
        let row = format!(
            "| `#lesson={}` | {} | {} |",
            entry.name, entry.title, entry.minutes
        );
        assert!(document.contains(&row), "{row}");
    }
}

/// `748<!-- why-not-modulo/modulo moved -->` is the figure `moved` at the end of that step.
#[test]
fn the_figures_for_the_class_are_those_of_the_lessons() {
    let document = document("teaching.md");
    let mut figures = 0;
    for (before, rest) in document
        .match_indices("<!-- ")
        .map(|(at, _)| document.split_at(at))
    {
        let inside = rest
            .trim_start_matches("<!-- ")
            .split(" -->")
            .next()
            .unwrap_or_default();
        let (place, figure) = inside.split_once(' ').expect("a place and a figure");
        let (name, step) = place.split_once('/').expect("a lesson and a step");
        let mut lesson: Value = serde_json::from_str(&text(name)).expect("JSON");
        let steps = lesson["steps"].as_array_mut().expect("steps");
        let index = steps.iter().position(|it| it["name"] == step);
        let index = index.unwrap_or_else(|| panic!("{name} has no step {step}"));
        steps[index]["after"] = json!([format!("{{{figure}}}")]);
        let lesson = Lesson::parse(&lesson.to_string()).unwrap_or_else(|fault| panic!("{fault}"));
        let places = paragraphs(&lesson);
        let place = places
            .iter()
            .find(|it| it.step == index && it.phase == Phase::After);
        let true_figure = said(&lesson, place.expect("the figure"));
        assert!(
            ends_with_figure(before, &true_figure),
            "{inside} is {true_figure}"
        );
        figures += 1;
    }
    assert!(figures >= 20, "only {figures}");
}

/// Whether a text ends with this figure, and not with a longer one.
fn ends_with_figure(text: &str, figure: &str) -> bool {
    text.strip_suffix(figure)
        .is_some_and(|rest| !rest.ends_with(|char: char| char.is_ascii_digit() || char == '.'))
}
