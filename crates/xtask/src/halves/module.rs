//! What cutting a wasm module in two has to know of it.

use crate::failure::{Failure, Outcome};
use std::collections::BTreeSet;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{Instruction, MemArg};
use wasmparser::{
    ElementItems, ElementKind, ExternalKind, FuncType, GlobalType, MemoryType, Operator, Parser,
    Payload, TableType, TypeRef,
};

/// The name, in the program, of the function that brings the rest at once. The JavaScript between
/// the page and the wasm has it as an import, with marks before and behind.
const HURRY: &str = "_hurry_";

/// A module: its functions and what they call, and all that both halves share.
#[derive(Debug, Default)]
pub struct Module {
    /// The signatures, by type.
    pub types: Vec<FuncType>,
    /// The type of each function, the imported ones first.
    pub functions: Vec<u32>,
    /// How many of them are imported.
    pub imported: u32,
    /// The imported function that brings the rest.
    pub hurry: Option<u32>,
    /// The tables.
    pub tables: Vec<TableType>,
    /// The memories.
    pub memories: Vec<MemoryType>,
    /// The globals.
    pub globals: Vec<GlobalType>,
    /// The functions that are reached from outside code: exported, in a table, or the start.
    pub reached: BTreeSet<u32>,
    /// Of each function that is not imported: how long its code is, in bytes, and which functions
    /// it calls or takes the address of.
    pub bodies: Vec<Body>,
}

/// The code of a function, as far as it matters here.
#[derive(Debug, Default)]
pub struct Body {
    /// How long it is, in bytes.
    pub length: usize,
    /// The functions that it calls or takes the address of.
    pub calls: BTreeSet<u32>,
    /// The numbers in it that may be addresses.
    pub numbers: BTreeSet<u32>,
}

/// It is never written anew; going over it like that shows each number, whatever stands around it.
impl Reencode for Body {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Self::Error>> {
        self.calls.insert(function);
        Ok(function)
    }

    fn mem_arg(&mut self, place: wasmparser::MemArg) -> Result<MemArg, Error<Self::Error>> {
        self.numbers.extend(u32::try_from(place.offset));
        utils::mem_arg(self, place)
    }

    fn instruction<'a>(
        &mut self,
        operator: Operator<'a>,
    ) -> Result<Instruction<'a>, Error<Self::Error>> {
        if let Operator::I32Const { value } = operator {
            self.numbers.insert(value.cast_unsigned());
        }
        utils::instruction(self, operator)
    }
}

impl Module {
    /// Reads a module.
    ///
    /// # Errors
    /// Where it is no module, or has what a cut could not keep whole.
    pub fn read(bytes: &[u8]) -> Outcome<Self> {
        let mut module = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload.map_err(|reason| unreadable(&reason))?;
            module
                .take(payload)
                .map_err(|reason| unreadable(&reason))??;
        }
        Ok(module)
    }

    fn take(&mut self, payload: Payload<'_>) -> wasmparser::Result<Outcome> {
        match payload {
            Payload::TypeSection(section) => {
                for kind in section.into_iter_err_on_gc_types() {
                    self.types.push(kind?);
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    let TypeRef::Func(kind) = import.ty else {
                        return Ok(Err(Failure::new("It imports more than functions.")));
                    };
                    if import.name.contains(HURRY) {
                        self.hurry = Some(self.imported);
                    }
                    self.imported += 1;
                    self.functions.push(kind);
                }
            }
            Payload::FunctionSection(section) => {
                for kind in section {
                    self.functions.push(kind?);
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    self.memories.push(memory?);
                }
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        self.reached.insert(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => {
                self.reached.insert(func);
            }
            Payload::ElementSection(section) => {
                for element in section {
                    let element = element?;
                    let (ElementKind::Active { .. }, ElementItems::Functions(functions)) =
                        (element.kind, element.items)
                    else {
                        return Ok(Err(Failure::new("It fills a table in an unusual way.")));
                    };
                    for function in functions {
                        self.reached.insert(function?);
                    }
                }
            }
            Payload::CodeSectionEntry(body) => {
                let mut noted = Body {
                    length: body.range().len(),
                    ..Body::default()
                };
                let mut operators = body.get_operators_reader()?;
                while !operators.eof() {
                    if noted.parse_instruction(&mut operators).is_err() {
                        return Ok(Err(Failure::new("It has code that cannot be read.")));
                    }
                }
                self.bodies.push(noted);
            }
            _ => {}
        }
        Ok(Ok(()))
    }

    /// The signature of a function.
    pub fn signature(&self, function: u32) -> Option<&FuncType> {
        let kind = self.functions.get(function as usize)?;
        self.types.get(*kind as usize)
    }
}

/// How many, as modules count.
pub fn count(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}

fn unreadable(reason: &wasmparser::BinaryReaderError) -> Failure {
    Failure::new(reason.to_string())
}
