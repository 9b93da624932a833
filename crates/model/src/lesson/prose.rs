//! Prose: text in which names light up on the ring and numbers are read off the world.
//!
//! `*term*` is a term that is explained here, `[node-3]` a node, a session or a verdict, `{lost}` a
//! [`Figure`]. A backslash takes a mark's meaning away.

use super::Step;
use super::figure::Figure;
use crate::list::quoted;
use crate::verdict::Verdict;
use crate::world::World;

/// One paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph(pub Vec<Part>);

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Plain text.
    Text(String),
    /// A term that is explained here.
    Term(String),
    /// A node's name.
    Node(String),
    /// A session's key.
    Session(String),
    /// A verdict.
    Verdict(Verdict),
    /// A number or a name that is read off the world.
    Figure(Figure),
}

impl Paragraph {
    /// Reads a paragraph about the last of these steps, in which this world is shown.
    ///
    /// # Errors
    /// What was found and what was expected.
    pub(super) fn parse(text: &str, world: &World, steps: &[Step]) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(char) = rest.chars().next() {
            rest = &rest[char.len_utf8()..];
            let close = match char {
                '\\' => {
                    let Some(marked) = rest.chars().next() else {
                        return Err("found a backslash at the end, expected a mark".to_owned());
                    };
                    plain.push(marked);
                    rest = &rest[marked.len_utf8()..];
                    continue;
                }
                '*' => '*',
                '[' => ']',
                '{' => '}',
                other => {
                    plain.push(other);
                    continue;
                }
            };
            let Some(end) = rest.find(close) else {
                return Err(format!(
                    "found \"{char}\" alone, expected \"{close}\" after it"
                ));
            };
            let inside = &rest[..end];
            rest = &rest[end + 1..];
            if !plain.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut plain)));
            }
            parts.push(match char {
                '*' => Part::Term(inside.to_owned()),
                '[' => named(inside, world)?,
                _ => Part::Figure(Figure::parse(inside, world, steps)?),
            });
        }
        if !plain.is_empty() {
            parts.push(Part::Text(plain));
        }
        Ok(Self(parts))
    }
}

/// What a name in brackets means: a node before a session before a verdict.
fn named(name: &str, world: &World) -> Result<Part, String> {
    if world.roster().find(name).is_some() {
        return Ok(Part::Node(name.to_owned()));
    }
    if world.sessions().find(name).is_some() {
        return Ok(Part::Session(name.to_owned()));
    }
    Verdict::named(name).map(Part::Verdict).ok_or_else(|| {
        let found = quoted(name);
        format!("found {found} in brackets, expected a node, a session's key or a verdict")
    })
}
