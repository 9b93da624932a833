//! Cuts a module in two: what some functions need, and the rest.
//!
//! Both halves share the memory, the tables and the globals, all of which the first has. In the
//! first, a function that went to the rest is a stub: it sees to it that the rest is there, and
//! calls through a table that the rest fills.

use super::data::Data;
use super::encode;
use super::module::Module;
use crate::failure::{Failure, Outcome};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder, utils};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType,
    ExportKind, ExportSection, Function, FunctionSection, GlobalSection, GlobalType, ImportSection,
    Instruction, RefType, TableSection, TableType, TypeSection, ValType,
};
use wasmparser::{FunctionBody, Operator, Parser, Payload};

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
    let first = encode(&mut First { plan: &plan, at: 0 }, bytes)?;
    let rest = plan.rest(bytes)?;
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
struct Plan<'a> {
    module: &'a Module,
    hurry: u32,
    /// The functions that go to the rest, with their numbers there.
    moved: BTreeMap<u32, u32>,
    /// The functions that the rest imports, with their numbers there.
    imports: BTreeMap<u32, u32>,
    /// The functions of the rest that the first half calls, with their places in the table.
    stubs: BTreeMap<u32, u32>,
    /// The stretches of memory that only the rest uses.
    data: Vec<Range<u32>>,
}

impl<'a> Plan<'a> {
    fn new(module: &'a Module, wanted: &[bool], hurry: u32) -> Self {
        let small =
            |at: usize| module.bodies[at].length <= STUB && module.bodies[at].calls.is_empty();
        let stays = |at: &usize| wanted.get(*at).copied().unwrap_or(true) || small(*at);
        let number = |at: usize| module.imported + u32::try_from(at).unwrap_or(u32::MAX);
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
        let from = u32::try_from(imports.len()).unwrap_or(u32::MAX);
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
    fn table(&self) -> u32 {
        u32::try_from(self.module.tables.len()).unwrap_or(u32::MAX)
    }

    /// The number of the global that says whether the rest is there.
    fn whole(&self) -> u32 {
        u32::try_from(self.module.globals.len()).unwrap_or(u32::MAX)
    }

    fn table_type(&self) -> TableType {
        let size = u64::try_from(self.stubs.len()).unwrap_or(u64::MAX);
        TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: size,
            maximum: Some(size),
            shared: false,
        }
    }

    /// What stands in the first half for a function of the rest.
    fn stub(&self, function: u32, slot: u32) -> Function {
        let mut stub = Function::new([]);
        let parameters = self
            .module
            .signature(function)
            .map_or(0, |kind| kind.params().len());
        stub.instruction(&Instruction::GlobalGet(self.whole()))
            .instruction(&Instruction::I32Eqz)
            .instruction(&Instruction::If(BlockType::Empty))
            .instruction(&Instruction::Call(self.hurry))
            .instruction(&Instruction::End);
        for parameter in (0..).take(parameters) {
            stub.instruction(&Instruction::LocalGet(parameter));
        }
        stub.instruction(&Instruction::I32Const(slot.cast_signed()))
            .instruction(&Instruction::CallIndirect {
                type_index: self.module.functions[function as usize],
                table_index: self.table(),
            })
            .instruction(&Instruction::End);
        stub
    }

    /// The parts of a segment that only the rest uses: where they lie in memory, and in it.
    fn moved_of(
        &self,
        segment: &wasmparser::Data<'_>,
    ) -> wasmparser::Result<Vec<(u32, Range<usize>)>> {
        let wasmparser::DataKind::Active { offset_expr, .. } = &segment.kind else {
            return Ok(Vec::new());
        };
        let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
            return Ok(Vec::new());
        };
        let start = value.cast_unsigned();
        let parts = self.data.iter().filter_map(|place| {
            let from = place.start.checked_sub(start)? as usize;
            let to = place.end.checked_sub(start)? as usize;
            (to <= segment.data.len()).then_some((place.start, from..to))
        });
        Ok(parts.collect())
    }

    /// The second half.
    fn rest(&self, bytes: &[u8]) -> Outcome<Vec<u8>> {
        self.try_rest(bytes)
            .map_err(|reason| Failure::new(reason.to_string()))
    }

    fn try_rest(&self, bytes: &[u8]) -> Result<Vec<u8>, Error<std::convert::Infallible>> {
        let mut same = RoundtripReencoder;
        let mut types = TypeSection::new();
        let mut code = CodeSection::new();
        let mut mover = Rest { plan: self };
        let mut at = self.module.imported;
        let mut features = None;
        let mut data = DataSection::new();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::TypeSection(section) => same.parse_type_section(&mut types, section)?,
                Payload::CodeSectionEntry(body) => {
                    if self.moved.contains_key(&at) {
                        mover.parse_function_body(&mut code, body)?;
                    }
                    at += 1;
                }
                Payload::DataSection(section) => {
                    for segment in section {
                        let segment = segment?;
                        for (address, part) in self.moved_of(&segment)? {
                            let place = ConstExpr::i32_const(address.cast_signed());
                            data.active(0, &place, segment.data[part].iter().copied());
                        }
                    }
                }
                Payload::CustomSection(section) if section.name() == "target_features" => {
                    features = Some(same.custom_section(section)?);
                }
                _ => {}
            }
        }
        let mut imports = ImportSection::new();
        for function in self.imports.keys() {
            let kind = EntityType::Function(self.module.functions[*function as usize]);
            imports.import("first", &format!("f{function}"), kind);
        }
        for (at, table) in self.module.tables.iter().enumerate() {
            let kind = same.table_type(*table)?;
            imports.import("first", &format!("t{at}"), kind);
        }
        imports.import("first", &format!("t{}", self.table()), self.table_type());
        for (at, memory) in self.module.memories.iter().enumerate() {
            imports.import("first", &format!("m{at}"), same.memory_type(*memory)?);
        }
        for (at, global) in self.module.globals.iter().enumerate() {
            imports.import("first", &format!("g{at}"), same.global_type(*global)?);
        }
        let mut functions = FunctionSection::new();
        for function in self.moved.keys() {
            functions.function(self.module.functions[*function as usize]);
        }
        let filled: Vec<u32> = self
            .stubs
            .keys()
            .map(|function| self.moved[function])
            .collect();
        let mut elements = ElementSection::new();
        elements.active(
            Some(self.table()),
            &ConstExpr::i32_const(0),
            Elements::Functions(filled.into()),
        );
        let mut rest = wasm_encoder::Module::new();
        rest.section(&types)
            .section(&imports)
            .section(&functions)
            .section(&elements)
            .section(&code)
            .section(&data);
        if let Some(features) = features {
            rest.section(&features);
        }
        Ok(rest.finish())
    }
}

/// Makes the first half.
struct First<'a> {
    plan: &'a Plan<'a>,
    at: u32,
}

impl Reencode for First<'_> {
    type Error = std::convert::Infallible;

    fn parse_table_section(
        &mut self,
        tables: &mut TableSection,
        section: wasmparser::TableSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        utils::parse_table_section(self, tables, section)?;
        tables.table(self.plan.table_type());
        Ok(())
    }

    fn parse_global_section(
        &mut self,
        globals: &mut GlobalSection,
        section: wasmparser::GlobalSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        utils::parse_global_section(self, globals, section)?;
        let whole = GlobalType {
            val_type: ValType::I32,
            mutable: true,
            shared: false,
        };
        globals.global(whole, &ConstExpr::i32_const(0));
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        utils::parse_export_section(self, exports, section)?;
        let plan = self.plan;
        for function in plan.imports.keys() {
            exports.export(&format!("f{function}"), ExportKind::Func, *function);
        }
        let all = |count: usize| 0..u32::try_from(count).unwrap_or(u32::MAX);
        for table in all(plan.module.tables.len() + 1) {
            exports.export(&format!("t{table}"), ExportKind::Table, table);
        }
        for memory in all(plan.module.memories.len()) {
            exports.export(&format!("m{memory}"), ExportKind::Memory, memory);
        }
        for global in all(plan.module.globals.len()) {
            exports.export(&format!("g{global}"), ExportKind::Global, global);
        }
        exports.export(WHOLE, ExportKind::Global, plan.whole());
        Ok(())
    }

    fn parse_data(
        &mut self,
        data: &mut DataSection,
        segment: wasmparser::Data<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let mut bytes = segment.data.to_vec();
        for (_, part) in self.plan.moved_of(&segment)? {
            bytes[part].fill(0);
        }
        let emptied = wasmparser::Data {
            data: &bytes,
            ..segment
        };
        utils::parse_data(self, data, emptied)
    }

    /// What the linker keeps beside the program is for the cut alone.
    fn parse_custom_section(
        &mut self,
        module: &mut wasm_encoder::Module,
        section: wasmparser::CustomSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let name = section.name();
        if name == "linking" || name.starts_with("reloc.") {
            return Ok(());
        }
        utils::parse_custom_section(self, module, section)
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let function = self.plan.module.imported + self.at;
        self.at += 1;
        if !self.plan.moved.contains_key(&function) {
            return utils::parse_function_body(self, code, body);
        }
        if let Some(slot) = self.plan.stubs.get(&function) {
            code.function(&self.plan.stub(function, *slot));
        } else {
            // Nothing in this half calls it; it keeps its number, so that no other changes.
            let mut none = Function::new([]);
            none.instruction(&Instruction::Unreachable)
                .instruction(&Instruction::End);
            code.function(&none);
        }
        Ok(())
    }
}

/// Writes functions as the rest numbers them.
struct Rest<'a> {
    plan: &'a Plan<'a>,
}

impl Reencode for Rest<'_> {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Self::Error>> {
        let plan = self.plan;
        let number = plan
            .moved
            .get(&function)
            .or_else(|| plan.imports.get(&function));
        Ok(number.copied().unwrap_or(u32::MAX))
    }
}
