//! The first half: the module with all its numbers, less what went to the rest.

use super::cut::{Plan, WHOLE};
use super::module::count;
use super::{FLAG, encode};
use crate::failure::Outcome;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, DataSection, ExportKind, ExportSection, Function,
    GlobalSection, Instruction, TableSection,
};
use wasmparser::FunctionBody;

/// Makes it.
///
/// # Errors
/// Where the module cannot be written anew.
pub fn first(plan: &Plan<'_>, module: &[u8]) -> Outcome<Vec<u8>> {
    encode(&mut First { plan, at: 0 }, module)
}

struct First<'a> {
    plan: &'a Plan<'a>,
    at: u32,
}

impl First<'_> {
    /// What stands in the first half for a function of the rest.
    fn stub(&self, function: u32, slot: u32) -> Function {
        let mut stub = Function::new([]);
        let plan = self.plan;
        let signature = plan.module.signature(function);
        let parameters = signature.map_or(0, |kind| kind.params().len());
        stub.instruction(&Instruction::GlobalGet(plan.whole()))
            .instruction(&Instruction::I32Eqz)
            .instruction(&Instruction::If(BlockType::Empty))
            .instruction(&Instruction::Call(plan.hurry))
            .instruction(&Instruction::End);
        for parameter in (0..).take(parameters) {
            stub.instruction(&Instruction::LocalGet(parameter));
        }
        stub.instruction(&Instruction::I32Const(slot.cast_signed()))
            .instruction(&Instruction::CallIndirect {
                type_index: plan.module.functions[function as usize],
                table_index: plan.table(),
            })
            .instruction(&Instruction::End);
        stub
    }
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
        globals.global(FLAG, &ConstExpr::i32_const(0));
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
        for table in 0..=plan.table() {
            exports.export(&format!("t{table}"), ExportKind::Table, table);
        }
        for memory in 0..count(plan.module.memories.len()) {
            exports.export(&format!("m{memory}"), ExportKind::Memory, memory);
        }
        for global in 0..count(plan.module.globals.len()) {
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
        for (_, part) in self.plan.moved_of(&segment) {
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
            code.function(&self.stub(function, *slot));
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
