//! `docs/scenario.schema.json` is what the example `schema` prints, and says of documents what
//! reading them says, as far as a schema can.

use std::fs;
use std::path::Path;
use std::process::Command;

use ringside_model::catalog::BuiltIn;
use ringside_model::client::Client;
use ringside_model::scenario::Scenario;
use serde_json::{Value, json};

use super::document::{with, with_also, without};
use crate::example::{built, said};

fn text() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/scenario.schema.json");
    fs::read_to_string(file).expect("docs/scenario.schema.json is there")
}

#[test]
fn the_schema_is_made_from_the_types_as_they_are() {
    let printed = said(&mut Command::new(built("schema")), b"");
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    let make = "cargo run -p ringside-model --example schema > docs/scenario.schema.json";
    assert!(
        text() == printed.out,
        "docs/scenario.schema.json is old; make it anew with\n{make}"
    );
}

/// The schema, read once.
struct Schema(Value);

impl Schema {
    fn read() -> Self {
        Self(serde_json::from_str(&text()).expect("the schema is JSON"))
    }

    fn allows(&self, document: &Value) -> bool {
        self.fits(&self.0, document)
    }

    /// Whether a value fits a schema. Knows the words that the schema uses, and no others.
    fn fits(&self, schema: &Value, value: &Value) -> bool {
        let schema = schema.as_object().expect("a schema is an object");
        schema.iter().all(|(word, wanted)| match word.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" | "format" => true,
            "$ref" => self.fits(self.definition(wanted), value),
            "const" => value == wanted,
            "type" => has_type(wanted, value),
            "anyOf" => self.fitting(wanted, value) > 0,
            "oneOf" => self.fitting(wanted, value) == 1,
            "minimum" => value
                .as_f64()
                .is_none_or(|number| Some(number) >= wanted.as_f64()),
            "maximum" => value
                .as_f64()
                .is_none_or(|number| Some(number) <= wanted.as_f64()),
            "minLength" => length(value).is_none_or(|length| Some(length) >= wanted.as_u64()),
            "maxLength" => length(value).is_none_or(|length| Some(length) <= wanted.as_u64()),
            "minItems" => items(value).is_none_or(|items| Some(items) >= wanted.as_u64()),
            "maxItems" => items(value).is_none_or(|items| Some(items) <= wanted.as_u64()),
            "items" => elements(value).all(|element| self.fits(wanted, element)),
            "pattern" => value.as_str().is_none_or(|text| matches(wanted, text)),
            "properties" => value.as_object().is_none_or(|fields| {
                let field = |(name, value)| wanted.get(name).is_none_or(|of| self.fits(of, value));
                fields.iter().all(field)
            }),
            "required" => value.as_object().is_none_or(|fields| {
                elements(wanted)
                    .all(|name| name.as_str().is_some_and(|name| fields.contains_key(name)))
            }),
            "additionalProperties" if wanted == &json!(false) => {
                let known = &schema["properties"];
                value
                    .as_object()
                    .is_none_or(|fields| fields.keys().all(|name| known.get(name).is_some()))
            }
            other => panic!("this check does not know the word {other}"),
        })
    }

    fn definition(&self, reference: &Value) -> &Value {
        let path = reference
            .as_str()
            .and_then(|reference| reference.strip_prefix('#'));
        path.and_then(|path| self.0.pointer(path))
            .expect("what is referred to is there")
    }

    fn fitting(&self, schemas: &Value, value: &Value) -> usize {
        elements(schemas)
            .filter(|schema| self.fits(schema, value))
            .count()
    }
}

fn has_type(wanted: &Value, value: &Value) -> bool {
    match wanted.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_u64() || value.is_i64(),
        _ => panic!("this check does not know the type {wanted}"),
    }
}

/// The patterns of the schema: a plain ring of a given size, and a length of time.
fn matches(pattern: &Value, text: &str) -> bool {
    let digits = match pattern.as_str() {
        Some("^plain/0*[1-9][0-9]{0,9}$") => text.strip_prefix("plain/"),
        Some("^0*[1-9][0-9]{0,9}[smhd]$") => text.strip_suffix(['s', 'm', 'h', 'd']),
        _ => panic!("this check does not know the pattern {pattern}"),
    };
    let Some(digits) = digits else {
        return false;
    };
    let significant = digits.trim_start_matches('0').len();
    digits.bytes().all(|byte| byte.is_ascii_digit()) && (1..=10).contains(&significant)
}

fn length(value: &Value) -> Option<u64> {
    value.as_str().map(|text| text.chars().count() as u64)
}

fn items(value: &Value) -> Option<u64> {
    value.as_array().map(|list| list.len() as u64)
}

fn elements(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[test]
fn every_built_in_scenario_fits_as_it_stands_and_as_it_is_written() {
    let schema = Schema::read();
    for built_in in BuiltIn::ALL {
        let scenario = Scenario::parse(built_in.json()).expect("a scenario");
        let written = scenario.to_json();
        for text in [built_in.json(), &written] {
            let document = serde_json::from_str(text).expect("JSON");
            assert!(schema.allows(&document), "{}", built_in.name());
        }
    }
}

#[test]
fn every_client_fits_by_its_name() {
    let schema = Schema::read();
    for client in Client::ALL {
        let policy = json!({ "placement": client.name(), "replicas": 1 }).to_string();
        let text = with("policy", &policy);
        assert!(
            schema.allows(&serde_json::from_str(&text).expect("JSON")),
            "{client}"
        );
        Scenario::parse(&text).expect("a scenario");
    }
}

/// Fields of the small document, and values that they may or may not have.
const VALUES: [(&str, &[&str]); 6] = [
    ("ringside", &["1", "2", "0", "\"1\"", "null", "1.5"]),
    ("title", &[r#""x""#, "5", "null"]),
    (
        "policy",
        &[
            r#"{ "placement": "plain" }"#,
            r#"{ "placement": "plain/12", "tokens": 3, "replicas": 2, "probe_depth": 1, "fall_through": "none" }"#,
            r#"{ "placement": "plain/007" }"#,
            r#"{ "placement": "plain/" }"#,
            r#"{ "placement": "plain/0" }"#,
            r#"{ "placement": "plain/+1" }"#,
            r#"{ "placement": "ketama" }"#,
            r#"{ "placement": 5 }"#,
            "{}",
            "[]",
            r#"{ "placement": "plain", "replica": 2 }"#,
            r#"{ "placement": "plain", "replicas": 0 }"#,
            r#"{ "placement": "plain", "replicas": 256 }"#,
            r#"{ "placement": "plain", "replicas": null }"#,
            r#"{ "placement": "plain", "probe_depth": 0 }"#,
            r#"{ "placement": "plain", "probe_depth": null }"#,
            r#"{ "placement": "plain", "tokens": 1025 }"#,
            r#"{ "placement": "plain", "tokens": 0 }"#,
            r#"{ "placement": "plain", "tokens": null }"#,
            r#"{ "placement": "plain", "fall_through": "miss" }"#,
            r#"{ "placement": "plain", "fall_through": null }"#,
            r#"{ "placement": "plain", "replica_placement": "ring", "write": "all", "repair": "none", "eject": "never", "database": false }"#,
            r#"{ "placement": "plain", "replica_placement": "list", "write": "primary-required", "repair": "write-back", "eject": "at-once", "database": true }"#,
            r#"{ "placement": "plain", "replica_placement": "rehash", "write": "first-healthy", "repair": "rewrite", "eject": { "after": 2 }, "retry": "30s", "ttl": "1d" }"#,
            r#"{ "placement": "plain", "repair": "eager", "eject": { "after": 255 }, "retry": "007m", "ttl": "4294967295s", "probe_depth": 255 }"#,
            r#"{ "placement": "plain", "replica_placement": "next" }"#,
            r#"{ "placement": "plain", "replica_placement": null }"#,
            r#"{ "placement": "plain", "write": "some" }"#,
            r#"{ "placement": "plain", "write": 2 }"#,
            r#"{ "placement": "plain", "repair": "hand-off" }"#,
            r#"{ "placement": "plain", "repair": true }"#,
            r#"{ "placement": "plain", "eject": "sometimes" }"#,
            r#"{ "placement": "plain", "eject": "after" }"#,
            r#"{ "placement": "plain", "eject": 2 }"#,
            r#"{ "placement": "plain", "eject": null }"#,
            r#"{ "placement": "plain", "eject": {} }"#,
            r#"{ "placement": "plain", "eject": { "after": 0 } }"#,
            r#"{ "placement": "plain", "eject": { "after": 300 } }"#,
            r#"{ "placement": "plain", "eject": { "after": "2" } }"#,
            r#"{ "placement": "plain", "eject": { "until": 1 } }"#,
            r#"{ "placement": "plain", "eject": { "after": 2, "until": 1 } }"#,
            r#"{ "placement": "plain", "retry": "-5s" }"#,
            r#"{ "placement": "plain", "retry": "0s" }"#,
            r#"{ "placement": "plain", "retry": null }"#,
            r#"{ "placement": "plain", "ttl": 5 }"#,
            r#"{ "placement": "plain", "ttl": "5" }"#,
            r#"{ "placement": "plain", "ttl": "1.5h" }"#,
            r#"{ "placement": "plain", "ttl": "42949672960s" }"#,
            r#"{ "placement": "plain", "database": 1 }"#,
            r#"{ "placement": "plain", "database": "true" }"#,
            r#"{ "placement": "plain", "database": null }"#,
        ],
    ),
    (
        "nodes",
        &[
            r#"[{ "name": "a", "weight": 3, "alias": "x", "tokens": [1, 2] }, { "name": "b", "tokens": [] }]"#,
            "[]",
            "{}",
            r#"["a"]"#,
            r#"[["a", 1, []]]"#,
            "[{}]",
            r#"[{ "name": "" }]"#,
            r#"[{ "name": "a", "weight": 0 }]"#,
            r#"[{ "name": "a", "weight": 1000001 }]"#,
            r#"[{ "name": "a", "alias": "" }]"#,
            r#"[{ "name": "a", "alias": null }]"#,
            r#"[{ "name": "a", "tokens": [-1] }]"#,
            r#"[{ "name": "a", "tokens": 1 }]"#,
            r#"[{ "name": "a", "wieght": 1 }]"#,
        ],
    ),
    (
        "sessions",
        &[
            r#"["x", { "key": "y", "hash": 1 }]"#,
            r#"{ "prefix": "", "count": 1 }"#,
            "[]",
            "5",
            "[5]",
            r#"[""]"#,
            r#"[{ "key": "y" }]"#,
            r#"[{ "key": "y", "hash": -1 }]"#,
            r#"{ "prefix": "s", "count": 0 }"#,
            r#"{ "prefix": "s", "count": 1000001 }"#,
            r#"{ "prefix": "s" }"#,
            r#"{ "prefix": "s", "count": 1, "from": 0 }"#,
        ],
    ),
    (
        "events",
        &[
            r#"[{ "crash": "a" }, { "restart": "a" }, { "leave": "a" }, { "join": { "name": "a", "weight": 2 } }]"#,
            r#"[{ "request": "all" }, { "request": [] }, { "request": ["s0", "s0"] }]"#,
            "{}",
            "[{}]",
            r#"["crash"]"#,
            r#"[{ "explode": "a" }]"#,
            r#"[{ "crash": 5 }]"#,
            r#"[{ "crash": "a", "leave": "b" }]"#,
            r#"[{ "join": "c" }]"#,
            r#"[{ "join": { "name": "c", "weight": 0 } }]"#,
            r#"[{ "request": "some" }]"#,
            r#"[{ "request": [5] }]"#,
            r#"[{ "request": null }]"#,
            r#"[{ "partition": "a" }, { "heal": "a" }, { "partition": "a" }, { "crash": "a" }]"#,
            r#"[{ "read": "all" }, { "read": [] }, { "read": ["s0", "s0"] }]"#,
            r#"[{ "advance": "1s" }, { "advance": "90m" }, { "advance": "4294967295s" }]"#,
            r#"[{ "partition": 5 }]"#,
            r#"[{ "heal": null }]"#,
            r#"[{ "heal": ["a"] }]"#,
            r#"[{ "read": "some" }]"#,
            r#"[{ "read": [5] }]"#,
            r#"[{ "read": "all", "request": "all" }]"#,
            r#"[{ "advance": "-5s" }]"#,
            r#"[{ "advance": "0s" }]"#,
            r#"[{ "advance": "000h" }]"#,
            r#"[{ "advance": "5" }]"#,
            r#"[{ "advance": 5 }]"#,
            r#"[{ "advance": "5w" }]"#,
            r#"[{ "advance": "99999999999s" }]"#,
            r#"[{ "traffic": { "for": "1m", "rate": 20 } }]"#,
            r#"[{ "traffic": { "for": "5s", "rate": 0, "think": "2s", "logins": 100, "seed": 4294967295 } }]"#,
            r#"[{ "traffic": {} }]"#,
            r#"[{ "traffic": { "for": "1m" } }]"#,
            r#"[{ "traffic": { "rate": 1 } }]"#,
            r#"[{ "traffic": { "for": 60, "rate": 1 } }]"#,
            r#"[{ "traffic": { "for": "1m", "rate": 10001 } }]"#,
            r#"[{ "traffic": { "for": "1m", "rate": -1 } }]"#,
            r#"[{ "traffic": { "for": "1m", "rate": 1, "think": null } }]"#,
            r#"[{ "traffic": { "for": "1m", "rate": 1, "logins": 101 } }]"#,
            r#"[{ "traffic": { "for": "1m", "rate": 1, "seed": 4294967296 } }]"#,
            r#"[{ "traffic": { "for": "1m", "rate": 1, "shape": "burst" } }]"#,
        ],
    ),
];

/// The schema allows a document if and only if reading it gives a scenario.
#[test]
fn the_schema_and_the_reading_agree_on_form() {
    let schema = Schema::read();
    let mut both = [0, 0];
    for (field, values) in VALUES {
        for &value in values {
            let text = match field {
                "title" => with_also(&format!("\"title\": {value}")),
                _ => with(field, value),
            };
            let allowed = schema.allows(&serde_json::from_str(&text).expect("JSON"));
            let read = Scenario::parse(&text);
            assert_eq!(allowed, read.is_ok(), "{field}: {value}: {read:?}");
            both[usize::from(allowed)] += 1;
        }
    }
    assert!(
        both[0] > 80 && both[1] > 15,
        "refused and allowed: {both:?}"
    );
    for field in ["ringside", "policy", "nodes", "sessions"] {
        let document = serde_json::from_str(&without(field)).expect("JSON");
        assert!(!schema.allows(&document), "{field} is needed");
    }
    let colour = serde_json::from_str(&with_also(r#""colour": "red""#)).expect("JSON");
    assert!(!schema.allows(&colour));
}

/// The fields of a policy that may be left out and mean nothing by it.
const WITHOUT_DEFAULT: [&str; 5] = ["placement", "probe_depth", "retry", "tokens", "ttl"];

#[test]
fn the_defaults_in_the_schema_are_what_a_field_left_out_means() {
    let Schema(schema) = Schema::read();
    let fields = &schema["$defs"]["Policy"]["properties"];
    let fields = fields.as_object().expect("the fields of a policy");
    let left_out = Scenario::parse(&with("policy", r#"{ "placement": "plain/12" }"#));
    assert!(left_out.is_ok());
    let mut without = Vec::new();
    for (name, of) in fields {
        let Some(default) = of.get("default") else {
            without.push(name.as_str());
            continue;
        };
        let mut policy = json!({ "placement": "plain/12" });
        policy[name] = default.clone();
        let given = Scenario::parse(&with("policy", &policy.to_string()));
        assert_eq!(given, left_out, "{name}");
    }
    without.sort_unstable();
    assert_eq!(without, WITHOUT_DEFAULT);
    let weight = &schema["$defs"]["NodeSpec"]["properties"]["weight"];
    assert_eq!(weight["default"], 1);
}
