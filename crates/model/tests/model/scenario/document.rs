//! A small document to change in one place.

/// The fields of a small scenario.
const FIELDS: [(&str, &str); 5] = [
    ("ringside", "1"),
    ("policy", r#"{ "placement": "plain/12" }"#),
    ("nodes", r#"[{ "name": "a" }, { "name": "b" }]"#),
    ("sessions", r#"{ "prefix": "s", "count": 3 }"#),
    ("events", "[]"),
];

/// A small scenario in which this field has this value.
pub fn with(field: &str, value: &str) -> String {
    assert!(FIELDS.iter().any(|&(known, _)| known == field), "{field}");
    let line = |(name, usual): &(&str, &str)| {
        let value = if *name == field { value } else { usual };
        format!("  \"{name}\": {value}")
    };
    let lines: Vec<String> = FIELDS.iter().map(line).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

/// A small scenario with one more field.
pub fn with_also(field: &str) -> String {
    let usual = with("events", "[]");
    usual.replacen("{\n", &format!("{{\n  {field},\n"), 1)
}

/// A small scenario without this field.
pub fn without(field: &str) -> String {
    let mark = format!("  \"{field}\"");
    let usual = with("events", "[]");
    let lines: Vec<&str> = usual
        .lines()
        .filter(|line| !line.starts_with(&mark))
        .collect();
    lines.join("\n").replace("},\n}", "}\n}")
}
