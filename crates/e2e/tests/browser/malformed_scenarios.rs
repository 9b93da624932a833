//! Scenario files with something wrong in them: told, and nothing changes.

use e2e::visit;

/// A good scenario but for its end.
const HEAD: &str = r#"{ "ringside": 1, "policy": { "placement": "plain" }, "nodes": [{ "name": "a" }, { "name": "b" }], "sessions": { "prefix": "s-", "count": 9 }"#;

/// Whole files, and what is said of each.
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

/// Other ends of the scenario, and what is said of each.
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

/// A part of the scenario, what stands there instead, and what is said of it.
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

/// Every file, and what is said of it.
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

#[test]
fn every_malformed_scenario_is_told_and_changes_nothing() {
    visit(async |page| {
        page.click_node("node-2").await?;
        let before = page.picture().await?;
        let news = page.news().await?;
        let mut told_otherwise = Vec::new();
        for (at, (file, expected)) in cases().into_iter().enumerate() {
            let name = format!("file-{at}.json");
            let shown = String::from_utf8_lossy(&file[..file.len().min(400)]).into_owned();
            page.open_file(&name, file).await?;
            let complaint = page
                .until(&format!("the fault of {shown} is told"), async || {
                    let complaint = page.complaint().await?;
                    Ok(complaint.filter(|complaint| complaint.starts_with(&name)))
                })
                .await?;
            assert!(
                complaint.len() < 600,
                "a message of {} bytes",
                complaint.len()
            );
            assert_eq!(page.picture().await?, before, "{shown}");
            assert_eq!(page.news().await?, news);
            page.is_whole().await?;
            let is_clear =
                complaint.contains("line ") && complaint.ends_with("Nothing has changed.");
            if !(is_clear && complaint.contains(expected)) {
                told_otherwise.push(format!("{expected} of {shown}: {complaint}"));
            }
        }
        assert!(told_otherwise.is_empty(), "{told_otherwise:#?}");
        page.click_button("OK").await?;
        assert_eq!(page.complaint().await?, None);
        Ok(())
    });
}

#[test]
fn a_saved_scenario_opens_to_the_same_picture() {
    visit(async |page| {
        page.click_node("node-3").await?;
        page.click_button("Add a node").await?;
        page.click_button("Request all").await?;
        let before = page.picture().await?;
        let saved = page
            .save_as("Scenario (JSON)", "ringside-scenario.json")
            .await?;
        page.open_scenario("One copy only").await?;
        assert_ne!(page.picture().await?, before);
        page.open_file("again.json", saved).await?;
        page.until_seen("the same picture is shown", before, async || {
            page.picture().await
        })
        .await?;
        assert_eq!(page.chosen("Scenario").await?, "Your own");
        page.open_panel("History").await?;
        assert_eq!(page.history().await?.0.len(), 4);
        Ok(())
    });
}
