//! Values of the document that are not understood yet. Each knows where it stands, so every
//! complaint names its place; each reading says what it expects.

use std::fmt::{self, Display};
use std::str::FromStr;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Fault;
use super::place::Source;
use super::{show, syntax};
use crate::list::quoted;

/// A value of the document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'a> {
    source: Source<'a>,
    json: &'a str,
}

/// The fields of an object, in their order: names and values.
struct Fields<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'a> Value<'a> {
    /// The document as a whole.
    ///
    /// # Errors
    /// A [`Fault`] where the text is not JSON.
    pub(crate) fn document(text: &'a str) -> Result<Self, Fault> {
        let source = Source(text);
        match serde_json::from_str::<&RawValue>(text) {
            Ok(raw) => Ok(Self::at(source, raw)),
            Err(error) => Err(syntax::fault(source, &error)),
        }
    }

    fn at(source: Source<'a>, raw: &'a RawValue) -> Self {
        Self {
            source,
            json: raw.get(),
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
        let raw: Vec<&RawValue> =
            serde_json::from_str(self.json).map_err(|_| self.expected(expected))?;
        Ok(raw
            .into_iter()
            .map(|raw| Self::at(self.source, raw))
            .collect())
    }

    /// The fields of an object: names, as they stand in the text, and values.
    fn fields(self, expected: &str) -> Result<Vec<(Self, String, Self)>, Fault> {
        let Fields(fields) =
            serde_json::from_str(self.json).map_err(|_| self.expected(expected))?;
        let named = |(name, value): (&'a RawValue, &'a RawValue)| {
            let name = Self::at(self.source, name);
            Ok((name, name.text("a field")?, Self::at(self.source, value)))
        };
        fields.into_iter().map(named).collect()
    }

    /// One field of an object, whatever else it has.
    pub(crate) fn field(self, wanted: &str, expected: &str) -> Result<Option<Self>, Fault> {
        let fields = self.fields(expected)?;
        let field = fields.into_iter().find(|(_, name, _)| name == wanted);
        Ok(field.map(|(_, _, value)| value))
    }

    /// The fields of an object that has no others than these, each at most once.
    pub(crate) fn object<const N: usize>(
        self,
        names: [&str; N],
        expected: &str,
    ) -> Result<[Option<Self>; N], Fault> {
        let mut values = [None; N];
        for (place, name, value) in self.fields(expected)? {
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

/// Names in quotes, as alternatives.
pub(crate) fn one_of<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let quoted: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
    match quoted.as_slice() {
        [] => "nothing".to_owned(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(Collect)
    }
}
