//! What a page refers to.

use super::{css, js};

/// The kinds of link whose target a browser fetches with the page.
const FETCHED: [&str; 5] = ["stylesheet", "preload", "modulepreload", "icon", "manifest"];

/// The targets that a browser fetches for this page, those of the scripts and
/// styles inside it included.
pub fn references(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        let (tag, behind) = split_tag(after);
        rest = behind;
        found.extend(target(tag));
        // The inside of these two is another language.
        let inside = |end| behind.split(end).next().unwrap_or_default();
        match name(tag) {
            "script" => {
                let script = inside("</script");
                found.extend(js::references(script));
                rest = &behind[script.len()..];
            }
            "style" => {
                let style = inside("</style");
                found.extend(css::references(style));
                rest = &behind[style.len()..];
            }
            _ => {}
        }
    }
    found
}

/// Parts a tag from what is behind it. A `>` in quotes does not end it.
fn split_tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '>' => return (&text[..at], &text[at + 1..]),
            None if c == '"' || c == '\'' => quote = Some(c),
            Some(_) | None => {}
        }
    }
    (text, "")
}

fn name(tag: &str) -> &str {
    tag.split(|c: char| c.is_whitespace() || c == '/')
        .next()
        .unwrap_or_default()
}

fn target(tag: &str) -> Option<&str> {
    match name(tag) {
        "script" | "img" | "source" => attribute(tag, "src"),
        "use" | "image" => attribute(tag, "href"),
        "link" => {
            let mut kinds = attribute(tag, "rel")?.split_whitespace();
            kinds.any(|kind| FETCHED.contains(&kind)).then_some(())?;
            attribute(tag, "href")
        }
        _ => None,
    }
}

/// The value of an attribute, in quotes or without.
fn attribute<'a>(tag: &'a str, wanted: &str) -> Option<&'a str> {
    let mut rest = &tag[name(tag).len()..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '=');
        let (key, behind) = rest.split_at(end.unwrap_or(rest.len()));
        let behind = behind.trim_start();
        let Some(value) = behind.strip_prefix('=') else {
            // An attribute without a value.
            rest = behind;
            continue;
        };
        let value = value.trim_start();
        let (value, behind) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        if key.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = behind;
    }
}
