//! Going over JSON without taking it in: where a value ends, and where the parts of a list or an
//! object lie. A long text is gone over in slices.

use crate::pace::Pace;

/// So many bytes are a unit of work.
pub(super) const UNIT: usize = 16;

/// After about so many bytes the pace is looked at.
pub(super) const PIECE: usize = 64 << 10;

/// The first byte that is no white space, at or after this one.
pub(super) fn space(json: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = json.get(at) {
        at += 1;
    }
    at
}

/// The end of the value that begins at a byte, white space before it passed over. None where no
/// JSON stands, by the same rules as `serde_json`'s.
pub(super) async fn value(json: &[u8], mut at: usize, pace: &Pace) -> Option<usize> {
    let mut open: Vec<u8> = Vec::new();
    let mut counted = at;
    loop {
        at = space(json, at);
        let first = *json.get(at)?;
        match first {
            b'{' | b'[' => {
                let inside = space(json, at + 1);
                if json.get(inside) == Some(&closing(first)) {
                    at = inside + 1;
                } else {
                    open.push(first);
                    at = if first == b'{' {
                        name(json, inside)?.1
                    } else {
                        inside
                    };
                    continue;
                }
            }
            b'"' => at = string(json, at)?,
            _ => at = word(json, at)?,
        }
        // A value has ended; maybe what it is in, too.
        loop {
            if at - counted > PIECE {
                pace.did((at - counted) / UNIT).await;
                counted = at;
            }
            let Some(&within) = open.last() else {
                return Some(at);
            };
            at = space(json, at);
            let sign = *json.get(at)?;
            at += 1;
            if sign == closing(within) {
                open.pop();
            } else if sign != b',' {
                return None;
            } else {
                if within == b'{' {
                    at = name(json, space(json, at))?.1;
                }
                break;
            }
        }
    }
}

/// What ends a list or an object that begins with this.
fn closing(first: u8) -> u8 {
    if first == b'{' { b'}' } else { b']' }
}

/// A field's name that begins at a byte: where it ends, and where its value may begin.
pub(super) fn name(json: &[u8], at: usize) -> Option<(usize, usize)> {
    let end = string(json, at)?;
    let colon = space(json, end);
    (json.get(colon) == Some(&b':')).then_some((end, colon + 1))
}

/// The end of the text that begins at a byte.
fn string(json: &[u8], at: usize) -> Option<usize> {
    if json.get(at) != Some(&b'"') {
        return None;
    }
    let mut at = at + 1;
    loop {
        match json.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => {
                at += match json.get(at + 1)? {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 2,
                    b'u' => {
                        let digits = json.get(at + 2..at + 6)?;
                        digits.iter().all(u8::is_ascii_hexdigit).then_some(6)?
                    }
                    _ => return None,
                }
            }
            0..0x20 => return None,
            _ => at += 1,
        }
    }
}

/// The end of the number, `true`, `false` or `null` that begins at a byte.
fn word(json: &[u8], at: usize) -> Option<usize> {
    for word in ["true", "false", "null"] {
        if json[at..].starts_with(word.as_bytes()) {
            return Some(at + word.len());
        }
    }
    let digits = |at: usize| {
        let count = json[at..].iter().take_while(|byte| byte.is_ascii_digit());
        at + count.count()
    };
    let some_digits = |at: usize| Some(digits(at)).filter(|&end| end > at);
    let first = at + usize::from(json[at] == b'-');
    let mut end = match json.get(first)? {
        b'0' => first + 1,
        _ => some_digits(first)?,
    };
    if json.get(end) == Some(&b'.') {
        end = some_digits(end + 1)?;
    }
    if let Some(b'e' | b'E') = json.get(end) {
        let sign = matches!(json.get(end + 1), Some(b'+' | b'-'));
        end = some_digits(end + 1 + usize::from(sign))?;
    }
    Some(end)
}

/// Whether something more follows in a list or an object after the part that ends at a byte, and
/// where it may begin.
pub(super) fn next(json: &[u8], at: usize) -> Option<usize> {
    let at = space(json, at);
    (json.get(at) == Some(&b',')).then(|| space(json, at + 1))
}

/// Where the first part of a list or an object begins, if it has any.
pub(super) fn first(json: &[u8]) -> Option<usize> {
    let at = space(json, 1);
    let closes = json.first().map(|&first| closing(first));
    (json.get(at).copied() != closes).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pace::in_one_go;
    use proptest::prelude::*;
    use serde_json::value::RawValue;

    fn is_json(text: &str) -> bool {
        let end = in_one_go(async |pace| value(text.as_bytes(), 0, pace).await);
        end.is_some_and(|end| space(text.as_bytes(), end) == text.len())
    }

    fn check(text: &str) {
        let serde = serde_json::from_str::<&RawValue>(text).is_ok();
        assert_eq!(is_json(text), serde, "{text:?}");
    }

    #[test]
    fn what_is_json_is_what_serde_takes_for_it() {
        for text in [
            "",
            " ",
            "{}",
            "[]",
            "[ ]",
            "{ }",
            "[1,]",
            "[,1]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "[1 2]",
            "[[[[]]]]",
            "[[[]]",
            "[}",
            "{]",
            "01",
            "-",
            "-0",
            "-01",
            "1.",
            "1.5",
            "1e",
            "1e+5",
            "1E-",
            "1e5x",
            ".5",
            "+1",
            "truex",
            "tru",
            "nul",
            "null",
            "\"\\u12\"",
            "\"\\u12fF\"",
            "\"\\x\"",
            "\"\\",
            "\"\u{1}\"",
            "\"\u{7f}é\"",
            "\u{a0}1",
            "[1]]",
            "{\"a\":{\"b\":[true,false]}}",
            "\u{feff}1",
            "[\"a\",\"b\"] x",
            "{\"a\":1 \"b\":2}",
            "{1:2}",
            "\"\\ud800\"",
        ] {
            check(text);
        }
    }

    proptest! {
        #[test]
        fn it_is_for_texts_of_such_signs_too(text in "[\\[\\]{},:\"\\\\0-2eE.+\\- \ntrufalsn\u{1}é]{0,12}") {
            check(&text);
        }

        #[test]
        fn and_for_json_with_a_sign_changed(at in 0_usize..70, sign in "[\\[\\]{},:\"\\\\0-1.e \u{2}x]") {
            let text = "{\"a\": [1, -2.5e3, \"x\\n\\u00e9\", {}, [true, null]], \"b\" : {\"c\":0}}";
            let at = text.floor_char_boundary(at.min(text.len() - 1));
            check(&format!("{}{sign}{}", &text[..at], &text[at + 1..]));
        }
    }
}
