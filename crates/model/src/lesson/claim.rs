//! Claims: what a lesson says of its worlds. They are checked whenever the lesson is read.

use std::cmp::Ordering;

use super::figure::{Figure, Quantity};
use super::{Phase, Step};
use crate::list::quoted;
use crate::verdict::Verdict;
use crate::world::World;

/// A comparison of a figure with a figure, a number or a name, such as `lost@one-copy > 0`.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    left: Figure,
    sign: Sign,
    right: Side,
    /// As it is written.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
}

#[derive(Clone, Debug, PartialEq)]
enum Side {
    Figure(Figure),
    Literal(Quantity),
}

/// The signs, the longer ones first.
const SIGNS: [(&str, Sign); 6] = [
    (" != ", Sign::Unequal),
    (" <= ", Sign::AtMost),
    (" >= ", Sign::AtLeast),
    (" = ", Sign::Equal),
    (" < ", Sign::Less),
    (" > ", Sign::More),
];

impl Claim {
    /// Reads a claim about the last of these steps, which ends with this world.
    ///
    /// # Errors
    /// What was found and what was expected.
    pub(super) fn parse(text: &str, world: &World, steps: &[Step]) -> Result<Self, String> {
        let Some((left, sign, right)) = SIGNS.iter().find_map(|&(written, sign)| {
            let (left, right) = text.split_once(written)?;
            Some((left.trim(), sign, right.trim()))
        }) else {
            let expected = "a figure, then =, !=, <, <=, > or >= between spaces, then what it is";
            return Err(format!("found no comparison, expected {expected}"));
        };
        let left = Figure::parse(left, world, steps)?;
        let right = match Figure::parse(right, world, steps) {
            // Behind a verdict stands a verdict, not the number of sessions that have it.
            Ok(figure) if left.is_verdict() == figure.is_verdict() => Side::Figure(figure),
            _ => {
                let like = left.read(steps, steps.len() - 1, Phase::After);
                Side::Literal(literal(right, &like, world)?)
            }
        };
        Ok(Self {
            left,
            sign,
            right,
            text: text.to_owned(),
        })
    }

    /// Whether it holds at the end of a step; else what the figure is there.
    ///
    /// # Errors
    /// Both sides, as they are.
    pub fn check(&self, steps: &[Step], step: usize) -> Result<(), String> {
        let left = self.left.read(steps, step, Phase::After);
        let right = match &self.right {
            Side::Figure(figure) => figure.read(steps, step, Phase::After),
            Side::Literal(quantity) => quantity.clone(),
        };
        let holds = match (left.number(), right.number()) {
            (Some(left), Some(right)) => self.sign.holds(left.partial_cmp(&right)),
            _ => match self.sign {
                Sign::Equal => left.to_string() == right.to_string(),
                Sign::Unequal => left.to_string() != right.to_string(),
                _ => false,
            },
        };
        if holds {
            Ok(())
        } else {
            Err(format!("{left} and {right}"))
        }
    }
}

impl Sign {
    fn holds(self, order: Option<Ordering>) -> bool {
        match self {
            Self::Equal => order == Some(Ordering::Equal),
            Self::Unequal => order.is_some_and(Ordering::is_ne),
            Self::Less => order.is_some_and(Ordering::is_lt),
            Self::AtMost => order.is_some_and(Ordering::is_le),
            Self::More => order.is_some_and(Ordering::is_gt),
            Self::AtLeast => order.is_some_and(Ordering::is_ge),
        }
    }
}

/// What stands behind a figure like this one: a number, a share with `%`, a verdict, or nodes.
///
/// # Errors
/// What was found and what was expected: a misspelt name would make `!=` hold for ever.
fn literal(text: &str, like: &Quantity, world: &World) -> Result<Quantity, String> {
    let share = text.strip_suffix('%');
    let number = |text: &str| serde_json::from_str(text.trim()).ok();
    let known = |name: &str| world.roster().find(name).is_some();
    let (read, expected) = match like {
        Quantity::Count(_) | Quantity::Number(_) => {
            (number(text).map(Quantity::Number), "a number")
        }
        Quantity::Share(_) => {
            let share = share.and_then(number);
            let share = share.map(|share| Quantity::Share(share / 100.0));
            (share, "a number with % behind it")
        }
        Quantity::Verdict(_) => (Verdict::named(text).map(Quantity::Verdict), "a verdict"),
        Quantity::Nodes(_) => {
            let names: Vec<String> = text.split(", ").map(str::to_owned).collect();
            let all = names.iter().all(|name| known(name));
            (
                all.then_some(Quantity::Nodes(names)),
                "nodes, with a comma and a space between",
            )
        }
        Quantity::Walk { .. } => (None, "a figure that can be compared before it"),
    };
    let found = quoted(text);
    read.ok_or_else(|| format!("found {found} behind the sign, expected a figure or {expected}"))
}
