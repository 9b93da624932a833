//! Claims: what a lesson says of its worlds. They are checked whenever the lesson is read.

use std::cmp::Ordering;

use super::figure::{Figure, Quantity};
use super::{Phase, Step};
use crate::world::World;

/// A comparison of a figure with a figure, a number or a name, such as `lost@one-copy > 0`.
#[derive(Clone, Debug, PartialEq, Eq)]
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

#[derive(Clone, Debug, PartialEq, Eq)]
enum Side {
    Figure(Figure),
    Literal(String),
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
            _ => Side::Literal(right.to_owned()),
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
            Side::Literal(text) => literal(text, &left),
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

/// A number, a share with `%`, or a name.
fn literal(text: &str, like: &Quantity) -> Quantity {
    let share = text
        .strip_suffix('%')
        .and_then(|part| part.trim().parse::<f64>().ok());
    match (share, text.parse::<f64>()) {
        (Some(share), _) => Quantity::Share(share / 100.0),
        (None, Ok(number)) if like.number().is_some() => Quantity::Number(number),
        _ => Quantity::Words(text.to_owned()),
    }
}
