//! Cuts a module in two: what some functions need, and the rest.
//!
//! Both halves share the memory, the tables and the globals, all of which the first has. In the
//! first, a function that went to the rest is a stub: it sees to it that the rest is there, and
//! calls through a table that the rest fills.

use super::data::{Data, address};
use super::first::first;
use super::module::{Module, count};
use super::rest::rest;
use crate::failure::{Failure, Outcome};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasm_encoder::{RefType, TableType};

/// The two halves.
#[derive(Debug)]
pub struct Halves {
    /// What runs without the other.
    pub first: Vec<u8>,
    /// What imports the first's exports under the module name `first`, and fills its table.
    pub rest: Vec<u8>,
    /// How many functions went to the rest.
    pub moved: usize,
    /// How many of them have a stub in the first.
    pub stubs: usize,
}

/// The name of the global that says whether the rest is there: 0 until someone sets it.
pub const WHOLE: &str = "whole";
/// A function whose code is no longer than this stays, if it calls nothing: a stub is no shorter.
const STUB: usize = 16;

/// Cuts a module. `wanted` says of each function that is not imported whether it belongs into the
/// first half.
///
/// # Errors
/// Where it cannot be cut, and why.
pub fn cut(bytes: &[u8], module: &Module, wanted: &[bool]) -> Outcome<Halves> {
    let hurry = module
        .hurry
        .ok_or_else(|| Failure::new("The program has no import that brings the rest of it."))?;
    let mut plan = Plan::new(module, wanted, hurry);
    let stays = |function: &u32| !plan.moved.contains_key(function);
    let numbers = (module.imported..).zip(&module.bodies);
    let numbers = numbers.filter(|(function, _)| stays(function));
    let numbers = numbers.flat_map(|(_, body)| body.numbers.iter().copied());
    plan.data = Data::read(bytes)?.unneeded(&numbers.collect());
    let (first, rest) = (first(&plan, bytes)?, rest(&plan, bytes)?);
    for half in [&first, &rest] {
        wasmparser::Validator::new()
            .validate_all(half)
            .map_err(|reason| Failure::new(format!("A half came out wrong: {reason}")))?;
    }
    Ok(Halves {
        first,
        rest,
        moved: plan.moved.len(),
        stubs: plan.stubs.len(),
    })
}

/// What goes where.
pub struct Plan<'a> {
    /// The module that is cut.
    pub module: &'a Module,
    /// Its import that brings the rest.
    pub hurry: u32,
    /// The functions that go to the rest, with their numbers there.
    pub moved: BTreeMap<u32, u32>,
    /// The functions that the rest imports, with their numbers there.
    pub imports: BTreeMap<u32, u32>,
    /// The functions of the rest that the first half calls, with their places in the table.
    pub stubs: BTreeMap<u32, u32>,
    /// The stretches of memory that only the rest uses.
    data: Vec<Range<u32>>,
}

impl<'a> Plan<'a> {
    fn new(module: &'a Module, wanted: &[bool], hurry: u32) -> Self {
        let small =
            |at: usize| module.bodies[at].length <= STUB && module.bodies[at].calls.is_empty();
        let stays = |at: &usize| wanted.get(*at).copied().unwrap_or(true) || small(*at);
        let number = |at: usize| module.imported + count(at);
        let (stay, go): (Vec<usize>, Vec<usize>) = (0..module.bodies.len()).partition(stays);
        let gone: BTreeSet<u32> = go.iter().map(|&at| number(at)).collect();
        let called = |from: &[usize]| -> BTreeSet<u32> {
            from.iter()
                .flat_map(|&at| module.bodies[at].calls.iter().copied())
                .collect()
        };
        let of_first = called(&stay);
        let stubs = of_first
            .union(&module.reached)
            .filter(|it| gone.contains(it));
        let imports = called(&go);
        let imports = imports.difference(&gone);
        let numbered = |functions: &mut dyn Iterator<Item = u32>,
                        from: u32|
         -> BTreeMap<u32, u32> { functions.zip(from..).collect() };
        let imports = numbered(&mut imports.copied(), 0);
        let from = count(imports.len());
        Self {
            module,
            hurry,
            moved: numbered(&mut gone.iter().copied(), from),
            stubs: numbered(&mut stubs.copied(), 0),
            imports,
            data: Vec::new(),
        }
    }

    /// The number of the table through which the first half calls the rest.
    pub fn table(&self) -> u32 {
        count(self.module.tables.len())
    }

    /// The number of the global that says whether the rest is there.
    pub fn whole(&self) -> u32 {
        count(self.module.globals.len())
    }

    /// What that table is.
    pub fn table_type(&self) -> TableType {
        let size = count(self.stubs.len()).into();
        TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: size,
            maximum: Some(size),
            shared: false,
        }
    }

    /// The parts of a segment that only the rest uses: where they lie in memory, and in it.
    pub fn moved_of(&self, segment: &wasmparser::Data<'_>) -> Vec<(u32, Range<usize>)> {
        let Some(start) = address(segment) else {
            return Vec::new();
        };
        let parts = self.data.iter().filter_map(|place| {
            let from = place.start.checked_sub(start)? as usize;
            let to = place.end.checked_sub(start)? as usize;
            (to <= segment.data.len()).then_some((place.start, from..to))
        });
        parts.collect()
    }
}
