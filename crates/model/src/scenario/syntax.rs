//! Texts that are not JSON. serde finds the place; here it is said in plain words.

use serde_json::error::Category;

use super::Fault;
use super::place::Source;
use crate::list::quoted;

/// What is wrong with a text that serde could not read as JSON.
pub(super) fn fault(source: Source<'_>, error: &serde_json::Error) -> Fault {
    let text = source.0;
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    if error.classify() == Category::Eof {
        let expected = match said {
            "EOF while parsing an object" => "\"}\"",
            "EOF while parsing a list" => "\"]\"",
            "EOF while parsing a string" => "a closing quote",
            _ => "a value",
        };
        let problem = format!("found the end of the text, expected {expected}");
        return source.fault(text.len(), problem);
    }
    let place = text.floor_char_boundary(source.offset_at(error.line(), error.column()));
    if said.starts_with("control character") {
        let further = text[place..].find(char::is_control).unwrap_or(0);
        let problem = "found a control character in a text, expected it escaped, as in \\n";
        return source.fault(place + further, problem);
    }
    let expected = match said {
        "expected value" | "expected ident" => "a value",
        "expected `:`" => "\":\"",
        "expected `,` or `}`" => "\",\" or \"}\"",
        "expected `,` or `]`" => "\",\" or \"]\"",
        "key must be a string" => "the name of a field in quotes",
        "invalid number" => "a number",
        "invalid escape" => "an escape such as \\n or \\u00e9",
        "trailing characters" => "nothing after the scenario",
        other => other,
    };
    let (start, found) = word_around(text, place);
    let problem = format!("found {}, expected {expected}", quoted(found));
    source.fault(start, problem)
}

/// The word at this place and where it starts; elsewhere the one character that stands there.
fn word_around(text: &str, place: usize) -> (usize, &str) {
    let other = |char: char| !char.is_alphanumeric() && !"+-._\\".contains(char);
    let one = text[place..].chars().next().map_or(0, char::len_utf8);
    let start = text[..place].rfind(other).map_or(0, |before| {
        before + text[before..].chars().next().map_or(0, char::len_utf8)
    });
    let end = text[place..]
        .find(other)
        .map_or(text.len(), |after| place + after);
    if start < end {
        (start, &text[start..end])
    } else {
        (place, &text[place..place + one])
    }
}
