//! `docs/scenario.md` says what is so: its examples are scenarios, its errors are the errors, and
//! its output is what the example prints.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ringside_model::client::Client;
use ringside_model::policy::{Policy, Preset};
use ringside_model::scenario::Scenario;
use ringside_model::verdict::Verdict;
use serde_json::{Value, json};

use crate::example::{built, said};

/// A block of code in the document.
struct Block {
    /// What stands behind the opening fence.
    info: String,
    text: String,
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

fn document() -> String {
    fs::read_to_string(docs().join("scenario.md")).expect("docs/scenario.md is there")
}

/// All blocks of code, in order.
fn blocks() -> Vec<Block> {
    let document = document();
    let mut pieces = document.split("```");
    let mut blocks = Vec::new();
    pieces.next();
    while let (Some(block), Some(_)) = (pieces.next(), pieces.next()) {
        let (info, text) = block.split_once('\n').expect("a fence ends its line");
        blocks.push(Block {
            info: info.to_owned(),
            text: text.to_owned(),
        });
    }
    blocks
}

/// The texts of the blocks with this behind the fence.
fn texts(info: &str) -> Vec<String> {
    let blocks = blocks().into_iter().filter(|block| block.info == info);
    blocks.map(|block| block.text).collect()
}

#[test]
fn every_example_is_a_scenario() {
    let examples = texts("json");
    assert!(examples.len() >= 2);
    for example in examples {
        Scenario::parse(&example).unwrap_or_else(|fault| panic!("{fault}\n{example}"));
    }
}

#[test]
fn every_wrong_example_makes_the_complaint_that_stands_behind_it() {
    let blocks = blocks();
    let wrong: Vec<&[Block]> = blocks
        .windows(2)
        .filter(|pair| pair[0].info == "json wrong")
        .collect();
    assert!(wrong.len() >= 3);
    for pair in wrong {
        let fault = Scenario::parse(&pair[0].text).expect_err("a wrong example");
        let (line, column) = (fault.line, fault.column);
        let (part, problem) = (&fault.part, &fault.problem);
        let said = format!("scenario.json:{line}:{column}: in {part}: {problem}\n");
        assert_eq!(said, pair[1].text);
    }
}

#[test]
fn the_complete_example_replays_to_the_output_shown() {
    let example = texts("json").remove(0);
    let replay = said(Command::new(built("replay")).arg("-"), example.as_bytes());
    assert_eq!((replay.code, replay.err.as_str()), (0, ""));
    assert_eq!(replay.out, texts("jsonl").concat());
}

/// One after the other they are possible on the nodes of the complete example.
#[test]
fn every_event_of_the_table_can_happen() {
    let document = document();
    let rows = document
        .lines()
        .filter_map(|line| line.strip_prefix("| `{ "));
    let event = |row: &str| -> Value {
        let json = row.split('`').next().unwrap_or_default();
        serde_json::from_str(&format!("{{{json}")).expect("an event in JSON")
    };
    let events: Vec<Value> = rows.map(event).collect();
    let mut example: Value = serde_json::from_str(&texts("json")[0]).expect("JSON");
    example["events"] = json!(events);
    let scenario = Scenario::parse(&example.to_string()).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(scenario.events.len(), 12);
    let verb = |event: &Value| event.as_object().and_then(|of| of.keys().next().cloned());
    let verbs: BTreeSet<_> = events.iter().filter_map(verb).collect();
    assert_eq!(verbs.len(), 10, "an event is missing: {verbs:?}");
}

/// The rows of all tables that begin with a name in code.
fn named_rows() -> Vec<String> {
    let document = document();
    let rows = document.lines().filter_map(|line| line.strip_prefix("| `"));
    let name = |row: &str| row.split('`').next().map(str::to_owned);
    rows.filter_map(name).collect()
}

#[test]
fn every_field_of_a_policy_has_a_row_and_no_other_has() {
    let schema = fs::read_to_string(docs().join("scenario.schema.json")).expect("the schema");
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    let fields = schema["$defs"]["Policy"]["properties"].as_object();
    let fields: BTreeSet<_> = fields.expect("fields").keys().cloned().collect();
    let document = document();
    let section = document.split("\n### Policy\n").nth(1).expect("a section");
    let table = section.split("\n#### ").next().unwrap_or_default();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `"));
    let rows: BTreeSet<_> = rows
        .filter_map(|row| row.split('`').next().map(str::to_owned))
        .collect();
    assert_eq!(rows, fields);
}

#[test]
fn the_verdicts_stand_in_their_order() {
    let name = |verdict: Verdict| serde_json::to_value(verdict).expect("a name");
    let names = Verdict::ALL.map(|verdict| name(verdict).as_str().unwrap_or_default().to_owned());
    let rows = named_rows();
    assert!(
        rows.windows(names.len()).any(|rows| rows == names),
        "{rows:?}"
    );
}

#[test]
fn every_preset_stands_for_the_policy_beside_it() {
    let document = document();
    let section = document.split("\n## Presets\n").nth(1).expect("a section");
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows: Vec<Policy> = section
        .lines()
        .filter_map(|line| line.strip_suffix("` |"))
        .map(|row| {
            let fields = row.rsplit('`').next().unwrap_or_default();
            let mut policy = json!({ "placement": "spymemcached" });
            let fields: Value = serde_json::from_str(fields).expect("fields in JSON");
            for (name, value) in fields.as_object().expect("fields") {
                policy[name] = value.clone();
            }
            let mut example: Value = serde_json::from_str(&texts("json")[0]).expect("JSON");
            example["policy"] = policy;
            let scenario = Scenario::parse(&example.to_string());
            let scenario = scenario.unwrap_or_else(|fault| panic!("{fault}\n{row}"));
            scenario.setup.policy.clone()
        })
        .collect();
    let presets = Preset::ALL.map(|preset| preset.policy(Client::Spymemcached, None));
    assert_eq!(rows, presets);
}

#[test]
fn every_link_leads_somewhere() {
    let document = document();
    let links = document
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    let mut count = 0;
    for link in links {
        count += 1;
        let Some(heading) = link.strip_prefix('#') else {
            assert!(docs().join(link).exists(), "{link}");
            continue;
        };
        let anchor = |line: &str| {
            let title = line.trim_start_matches('#').trim();
            line.starts_with('#') && title.to_lowercase().replace(' ', "-") == heading
        };
        assert!(document.lines().any(anchor), "no heading for {link}");
    }
    assert!(count > 5);
}
