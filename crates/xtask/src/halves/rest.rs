//! The rest: what the first half does not have, over what both share.

use super::cut::Plan;
use crate::failure::{Failure, Outcome};
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, FunctionSection,
    ImportSection, TypeSection,
};
use wasmparser::{Parser, Payload};

/// Makes it.
///
/// # Errors
/// Where the module cannot be read.
pub fn rest(plan: &Plan<'_>, module: &[u8]) -> Outcome<Vec<u8>> {
    try_rest(plan, module).map_err(|reason| Failure::new(reason.to_string()))
}

fn try_rest(plan: &Plan<'_>, module: &[u8]) -> Result<Vec<u8>, Error<Infallible>> {
    let mut same = RoundtripReencoder;
    let mut types = TypeSection::new();
    let mut code = CodeSection::new();
    let mut mover = Rest { plan };
    let mut at = plan.module.imported;
    let mut features = None;
    let mut data = DataSection::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::TypeSection(section) => same.parse_type_section(&mut types, section)?,
            Payload::CodeSectionEntry(body) => {
                if plan.moved.contains_key(&at) {
                    mover.parse_function_body(&mut code, body)?;
                }
                at += 1;
            }
            Payload::DataSection(section) => {
                for segment in section {
                    let segment = segment?;
                    for (address, part) in plan.moved_of(&segment) {
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
    let imports = imports(plan)?;
    let mut functions = FunctionSection::new();
    for function in plan.moved.keys() {
        functions.function(plan.module.functions[*function as usize]);
    }
    let filled: Vec<u32> = plan
        .stubs
        .keys()
        .map(|function| plan.moved[function])
        .collect();
    let mut elements = ElementSection::new();
    elements.active(
        Some(plan.table()),
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

/// What the rest takes of the first half, each under the name that this exports it by.
fn imports(plan: &Plan<'_>) -> Result<ImportSection, Error<Infallible>> {
    let mut same = RoundtripReencoder;
    let mut imports = ImportSection::new();
    for function in plan.imports.keys() {
        let kind = EntityType::Function(plan.module.functions[*function as usize]);
        imports.import("first", &format!("f{function}"), kind);
    }
    for (at, table) in plan.module.tables.iter().enumerate() {
        let kind = same.table_type(*table)?;
        imports.import("first", &format!("t{at}"), kind);
    }
    imports.import("first", &format!("t{}", plan.table()), plan.table_type());
    for (at, memory) in plan.module.memories.iter().enumerate() {
        imports.import("first", &format!("m{at}"), same.memory_type(*memory)?);
    }
    for (at, global) in plan.module.globals.iter().enumerate() {
        imports.import("first", &format!("g{at}"), same.global_type(*global)?);
    }
    Ok(imports)
}

/// Writes functions as the rest numbers them.
struct Rest<'a> {
    plan: &'a Plan<'a>,
}

impl Reencode for Rest<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Self::Error>> {
        let plan = self.plan;
        let number = plan
            .moved
            .get(&function)
            .or_else(|| plan.imports.get(&function));
        Ok(number.copied().unwrap_or(u32::MAX))
    }
}
