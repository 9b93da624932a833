//! Malformed scenario files are reported and change nothing.

use ringside::effects::Effect;
use ringside::state::{Msg, Selected};
use ringside_model::id::NodeId;

use crate::reader::Page;

/// A good scenario but for its end.
const HEAD: &str = r#"{ "ringside": 1, "policy": { "placement": "plain" }, "nodes": [{ "name": "a" }, { "name": "b" }], "sessions": { "prefix": "s-", "count": 9 }"#;

/// Whole files, and a part of the report on each.
const FILES: [(&[u8], &str); 8] = [
    (b"", "line 1"),
    (b"   \n\n", "line "),
    (b"not json at all", "line 1, column "),
    (b"[]", "line 1"),
    (b"null", "line 1"),
    (b"{}", "ringside"),
    (
        b"\xff\xfe{}",
        "line 1, column 1: found a byte that is not UTF-8",
    ),
    (b"{ \"ringside\": 1,\n  \"policy\": {", "line 2"),
];

/// Other ends of the scenario, and a part of the report on each.
const ENDS: [(&str, &str); 12] = [
    ("", "line 1"),
    (r#", "events": [{"crash": "a"}"#, "line 1"),
    (r#", "events": [{"cra"#, "line 1"),
    ("} trailing", r#"found "trailing""#),
    (r#", "events": {}}"#, "in events"),
    (r#", "events": [{"explode": "a"}]}"#, "in events[0]"),
    (
        r#", "events": [{"crash": "c"}]}"#,
        r#"no node is called "c""#,
    ),
    (
        r#", "events": [{"crash": "a"}, {"crash": "a"}]}"#,
        "a is down already",
    ),
    (r#", "events": [{"restart": "a"}]}"#, "a is up already"),
    (
        r#", "events": [{"join": {"name": "a"}}]}"#,
        "a is in the server list already",
    ),
    (
        r#", "events": [{"leave": "a"}, {"leave": "b"}]}"#,
        "b is the last node of the server list",
    ),
    (
        r#", "events": [{"request": ["nobody"]}]}"#,
        r#"found "nobody", expected the key of a session"#,
    ),
];

/// A part of the scenario, its replacement, and a part of the report.
const PARTS: [(&str, &str, &str); 17] = [
    (r#""ringside": 1"#, r#""ringside": 2"#, "expected 1"),
    (
        r#""ringside": 1"#,
        r#""ringside": "one""#,
        r#"found "one", expected 1"#,
    ),
    (r#""ringside": 1, "#, "", "ringside"),
    (r#""plain""#, r#""nonsense""#, "in policy"),
    (r#""plain""#, r#""plain", "replicas": 0"#, "in policy"),
    (
        r#""plain""#,
        r#""plain", "replicas": 300"#,
        "in policy.replicas: found 300, expected a whole number from 1 to 255",
    ),
    (
        r#""plain""#,
        r#""plain", "tokens": 5000"#,
        "in policy.tokens: found 5000",
    ),
    (
        r#""plain""#,
        r#""plain", "unheard": 1"#,
        r#"in policy: found the field "unheard""#,
    ),
    (
        r#"{ "name": "a" }, { "name": "b" }"#,
        "",
        "found 0 nodes, expected 1 to 1000",
    ),
    (
        r#""name": "b""#,
        r#""name": "a""#,
        r#"in nodes[1]: found the name "a" again"#,
    ),
    (r#""name": "b""#, r#""name": "b:70000""#, "found port 70000"),
    (
        r#""name": "b""#,
        r#""name": "b", "weight": 0"#,
        "in nodes[1].weight: found 0",
    ),
    (
        r#""name": "b""#,
        r#""name": "b", "weight": -1"#,
        "in nodes[1]",
    ),
    (
        r#""count": 9"#,
        r#""count": 0"#,
        "in sessions.count: found 0",
    ),
    (
        r#""count": 9"#,
        r#""count": 9000000"#,
        "in sessions.count: found 9000000",
    ),
    (
        r#"{ "prefix": "s-", "count": 9 }"#,
        r#"["k", "k"]"#,
        "in sessions[1]",
    ),
    (
        r#"{ "prefix": "s-", "count": 9 }"#,
        r#"["with space"]"#,
        "in sessions[0]",
    ),
];

/// Every file, and a part of the report on it.
fn cases() -> Vec<(Vec<u8>, &'static str)> {
    let files = FILES.iter().map(|(file, fault)| (file.to_vec(), *fault));
    let ends = ENDS
        .iter()
        .map(|(end, fault)| (format!("{HEAD}{end}").into_bytes(), *fault));
    let parts = PARTS.iter().map(|(part, instead, fault)| {
        assert!(HEAD.contains(part), "{part}");
        let file = format!("{}}}", HEAD.replace(part, instead));
        (file.into_bytes(), *fault)
    });
    let title = format!(
        "{{ \"ringside\": 1, \"title\": \"{}\"",
        "t".repeat(10_000_000)
    );
    let large = [
        (vec![b'x'; 10_000_000], "line 1, column 1"),
        ("[".repeat(1_000_000).into_bytes(), "line 1"),
        (title.into_bytes(), "line 1"),
    ];
    files.chain(ends).chain(parts).chain(large).collect()
}

/// A page on which something has happened.
fn busy() -> Page {
    let mut page = Page::new();
    for node in [1, 3] {
        page.act(Msg::Toggle(NodeId(node)));
    }
    page.act(Msg::Undo);
    page.act(Msg::Select(Some(Selected::Session("session-7".to_owned()))));
    page
}

/// Everything that a person sees and can go back to, except the complaint.
fn seen(page: &Page) -> impl PartialEq + std::fmt::Debug + use<> {
    let state = &page.state;
    let timeline = &state.timeline;
    (
        (timeline.scenario(), timeline.position()),
        (timeline.can_undo(), timeline.can_redo()),
        (state.place, state.tab, state.selected.clone()),
        (state.news.clone(), state.form.clone()),
        page.ring(),
    )
}

/// The page refuses a file and does not change otherwise. Returns the reason that it shows.
fn check(page: &mut Page, read: Result<&[u8], &str>, shown: &str) -> String {
    let before = seen(page);
    let effects = page.open("mine.json", read);
    let complaint = page.complaint().expect(shown);
    let size = complaint.len();
    assert!(size < 600, "a message of {size} bytes of {shown}");
    assert!(!complaint.contains(char::is_control), "{complaint:?}");
    let why = complaint.strip_prefix("mine.json was not opened: ");
    let why = why.and_then(|why| why.strip_suffix(". Nothing has changed."));
    let why = why.unwrap_or_else(|| panic!("{complaint} of {shown}"));
    assert_eq!(seen(page), before, "{shown}");
    let changes = |effect: &Effect| effect.keeps() || *effect == Effect::KeepSoon;
    assert!(!effects.iter().any(changes), "{shown}: {effects:?}");
    page.act(Msg::Dismiss);
    assert_eq!(page.complaint(), None);
    why.to_owned()
}

#[test]
fn every_malformed_scenario_is_reported_with_its_place_and_changes_nothing() {
    let mut page = busy();
    for (file, expected) in cases() {
        let shown = String::from_utf8_lossy(&file[..file.len().min(400)]).into_owned();
        let why = check(&mut page, Ok(&file), &shown);
        assert!(why.contains("line "), "no place of {shown}: {why}");
        assert!(why.contains(expected), "{expected} of {shown}: {why}");
    }
}

#[test]
fn a_scenario_that_the_browser_cannot_read_is_reported_and_changes_nothing() {
    let why = check(&mut busy(), Err("gone"), "nothing");
    assert_eq!(why, "the browser could not read it (gone)");
}

#[test]
fn the_scenario_is_good_before_it_is_damaged() {
    let mut page = Page::new();
    page.open("good.json", Ok(format!("{HEAD}}}").as_bytes()));
    assert_eq!(page.complaint(), None);
    assert_eq!(page.nodes(), ["a", "b"]);
}
