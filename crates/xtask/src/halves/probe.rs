//! A module that notes which of its functions are called.

use super::module::{Module, count};
use super::{FLAG, encode};
use crate::failure::Outcome;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, ConstExpr, ExportKind, ExportSection, GlobalSection, Instruction};
use wasmparser::FunctionBody;

/// How the globals that note a call are named, with the function's number behind: the first that
/// is not imported is 0.
pub const MARK: &str = "called ";

/// The same module, which exports a global for each function that is not imported: 1 once it was
/// called.
///
/// # Errors
/// Where it is no module.
pub fn probed(bytes: &[u8], module: &Module) -> Outcome<Vec<u8>> {
    encode(
        &mut Probe {
            globals: module.globals.len(),
            functions: module.bodies.len(),
            at: 0,
        },
        bytes,
    )
}

struct Probe {
    globals: usize,
    functions: usize,
    at: usize,
}

impl Probe {
    fn global(&self, function: usize) -> u32 {
        count(self.globals + function)
    }
}

impl Reencode for Probe {
    type Error = std::convert::Infallible;

    fn parse_global_section(
        &mut self,
        globals: &mut GlobalSection,
        section: wasmparser::GlobalSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        utils::parse_global_section(self, globals, section)?;
        for _ in 0..self.functions {
            globals.global(FLAG, &ConstExpr::i32_const(0));
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        utils::parse_export_section(self, exports, section)?;
        for function in 0..self.functions {
            let name = format!("{MARK}{function}");
            exports.export(&name, ExportKind::Global, self.global(function));
        }
        Ok(())
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let mut function = self.new_function_with_parsed_locals(&body)?;
        function.instruction(&Instruction::I32Const(1));
        function.instruction(&Instruction::GlobalSet(self.global(self.at)));
        self.at += 1;
        let mut reader = body.get_operators_reader()?;
        while !reader.eof() {
            function.instruction(&self.parse_instruction(&mut reader)?);
        }
        code.function(&function);
        Ok(())
    }
}
