//! Values of the document that are not understood yet. Each knows where it stands, so every
//! complaint names its place; each reading says what it expects.

use std::fmt::Display;
use std::ops::Range;
use std::str::FromStr;

use serde_json::value::RawValue;

use super::Fault;
use super::place::Source;
use super::{scan, show, syntax};
use crate::list::quoted;
use crate::pace::{Pace, in_one_go};

/// A value of the document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'a> {
    source: Source<'a>,
    json: &'a str,
}

/// The fields of an object, in their order: each name with its place, and the value.
pub(crate) type Fields<'a> = Vec<(Value<'a>, String, Value<'a>)>;

impl<'a> Value<'a> {
    /// The document as a whole. Goes over all of it, in slices.
    ///
    /// # Errors
    /// A [`Fault`] where the text is not JSON.
    pub(crate) async fn document(text: &'a str, pace: &Pace) -> Result<Self, Fault> {
        let (source, json) = (Source(text), text.as_bytes());
        let start = scan::space(json, 0);
        match scan::value(json, start, pace).await {
            Some(end) if scan::space(json, end) == text.len() => Ok(Self {
                source,
                json: &text[start..end],
            }),
            // What is wrong, and where, is for another to say.
            _ => match serde_json::from_str::<&RawValue>(text) {
                Ok(raw) => Ok(Self {
                    source,
                    json: raw.get(),
                }),
                Err(error) => Err(syntax::fault(source, &error)),
            },
        }
    }

    /// A part of it.
    fn part(self, range: Range<usize>) -> Self {
        Self {
            source: self.source,
            json: &self.json[range],
        }
    }

    /// Its JSON.
    pub(crate) fn json(self) -> &'a str {
        self.json
    }

    /// Whether it is an object.
    pub(crate) fn is_object(self) -> bool {
        self.json.starts_with('{')
    }

    /// A complaint about it.
    pub(crate) fn fault(self, problem: impl Into<String>) -> Fault {
        self.source.fault(self.source.offset(self.json), problem)
    }

    /// A complaint that it is something else than expected.
    pub(crate) fn expected(self, expected: impl Display) -> Fault {
        self.fault(format!(
            "found {}, expected {expected}",
            show::value(self.json)
        ))
    }

    /// A complaint that it is an object without a field that it needs.
    pub(crate) fn lacks(self, name: &str) -> Fault {
        self.fault(format!("found no field \"{name}\", expected one"))
    }

    /// Its text.
    pub(crate) fn text(self, expected: &str) -> Result<String, Fault> {
        if !self.json.starts_with('"') {
            return Err(self.expected(expected));
        }
        if !self.json.contains('\\') {
            return Ok(self.json.trim_matches('"').to_owned());
        }
        serde_json::from_str(self.json).map_err(|_| {
            self.fault("found half a character (\\ud800 to \\udfff alone), expected both halves")
        })
    }

    /// True or false.
    pub(crate) fn truth(self) -> Result<bool, Fault> {
        match self.json {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(self.expected("true or false")),
        }
    }

    /// A whole number between these.
    pub(crate) fn number<N>(self, least: N, most: N) -> Result<N, Fault>
    where
        N: FromStr + PartialOrd + Display + Copy,
    {
        self.within("a whole number", least, most)
    }

    /// A whole number between these, which is `what`.
    pub(crate) fn within<N>(self, what: &str, least: N, most: N) -> Result<N, Fault>
    where
        N: FromStr + PartialOrd + Display + Copy,
    {
        match self.json.parse() {
            Ok(number) if least <= number && number <= most => Ok(number),
            _ => Err(self.expected(format_args!("{what} from {least} to {most}"))),
        }
    }

    /// The one of these that it names.
    pub(crate) fn word<T: Copy>(self, words: &[(&str, T)]) -> Result<T, Fault> {
        let text: Option<String> = serde_json::from_str(self.json).ok();
        let found = words
            .iter()
            .find(|(word, _)| Some(*word) == text.as_deref());
        found
            .map(|&(_, value)| value)
            .ok_or_else(|| self.expected(one_of(words.iter().map(|&(word, _)| word))))
    }

    /// The elements of a list.
    pub(crate) fn list(self, expected: &str) -> Result<Vec<Self>, Fault> {
        in_one_go(async |pace| self.list_in_slices(expected, pace).await)
    }

    /// [`Value::list`] in slices.
    pub(crate) async fn list_in_slices(
        self,
        expected: &str,
        pace: &Pace,
    ) -> Result<Vec<Self>, Fault> {
        let json = self.json.as_bytes();
        if json.first() != Some(&b'[') {
            return Err(self.expected(expected));
        }
        let (mut elements, mut next) = (Vec::new(), scan::first(json));
        let mut counted = 0;
        // The document was gone over: each element has an end.
        while let Some(start) = next
            && let Some(end) = scan::value(json, start, pace).await
        {
            elements.push(self.part(start..end));
            next = scan::next(json, end);
            if end - counted > scan::PIECE {
                pace.did((end - counted) / scan::UNIT).await;
                counted = end;
            }
        }
        Ok(elements)
    }

    /// The fields of an object.
    fn fields(self, expected: &str) -> Result<Fields<'a>, Fault> {
        in_one_go(async |pace| self.fields_in_slices(expected, pace).await)
    }

    /// The fields of an object, in slices.
    pub(crate) async fn fields_in_slices(
        self,
        expected: &str,
        pace: &Pace,
    ) -> Result<Fields<'a>, Fault> {
        let json = self.json.as_bytes();
        if json.first() != Some(&b'{') {
            return Err(self.expected(expected));
        }
        let (mut fields, mut next) = (Vec::new(), scan::first(json));
        while let Some(start) = next
            && let Some((name, colon)) = scan::name(json, start)
            && let Some(end) = scan::value(json, colon, pace).await
        {
            let name = self.part(start..name);
            let value = self.part(scan::space(json, colon)..end);
            fields.push((name, name.text("a field")?, value));
            next = scan::next(json, end);
        }
        Ok(fields)
    }

    /// The fields of an object that has no others than these, each at most once.
    pub(crate) fn object<const N: usize>(
        self,
        names: [&str; N],
        expected: &str,
    ) -> Result<[Option<Self>; N], Fault> {
        in_order(self.fields(expected)?, names)
    }

    /// The name and the value of an object's only field.
    pub(crate) fn only_field(self, expected: &str) -> Result<(Self, String, Self), Fault> {
        let mut fields = self.fields(expected)?;
        match (fields.pop(), fields.len()) {
            (Some(field), 0) => Ok(field),
            (None, _) => Err(self.fault(format!("found an empty object, expected {expected}"))),
            (Some(_), more) => Err(self.fault(format!(
                "found an object with {} fields, expected {expected}",
                more + 1
            ))),
        }
    }
}

/// The values of fields by name: there are no others than these, each at most once.
pub(crate) fn in_order<'a, const N: usize>(
    fields: Fields<'a>,
    names: [&str; N],
) -> Result<[Option<Value<'a>>; N], Fault> {
    let mut values = [None; N];
    for (place, name, value) in fields {
        let Some(slot) = names.iter().position(|known| *known == name) else {
            let found = quoted(&name);
            let expected = one_of(names.into_iter());
            return Err(place.fault(format!("found the field {found}, expected {expected}")));
        };
        if values[slot].replace(value).is_some() {
            return Err(place.fault(format!(
                "found the field \"{name}\" again, expected it once"
            )));
        }
    }
    Ok(values)
}

/// Names in quotes, as alternatives.
pub(crate) fn one_of<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let quoted: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
    match quoted.as_slice() {
        [] => "nothing".to_owned(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}
