//! A small program, cut in two.

use super::cut::{WHOLE, cut};
use super::*;
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    Function, FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction,
    MemorySection, MemoryType, RefType, TableSection, TableType, TypeSection, ValType,
};
use wasmparser::{Parser, Payload};

/// A program of four functions. The first two are exported; 1 calls 3, and 2 calls 4, which is
/// large enough to be worth a stub, and stands in the table.
fn program() -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([], []);
    types.ty().function([ValType::I32], [ValType::I32]);
    let mut imports = ImportSection::new();
    imports.import("page", "__wbg_hurry_1", EntityType::Function(0));
    let mut functions = FunctionSection::new();
    (0..4).for_each(|_| {
        functions.function(1);
    });
    let mut tables = TableSection::new();
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: 2,
        maximum: Some(2),
        shared: false,
    });
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut globals = GlobalSection::new();
    let stack = GlobalType {
        val_type: ValType::I32,
        mutable: true,
        shared: false,
    };
    globals.global(stack, &ConstExpr::i32_const(7));
    let mut exports = ExportSection::new();
    exports.export("one", ExportKind::Func, 1);
    exports.export("two", ExportKind::Func, 2);
    let mut elements = ElementSection::new();
    elements.active(
        None,
        &ConstExpr::i32_const(1),
        Elements::Functions([4].as_slice().into()),
    );
    let mut code = CodeSection::new();
    let body = |instructions: &[Instruction<'_>]| {
        let mut function = Function::new([]);
        for instruction in instructions {
            function.instruction(instruction);
        }
        function.instruction(&Instruction::End);
        function
    };
    code.function(&body(&[Instruction::LocalGet(0), Instruction::Call(3)]));
    code.function(&body(&[Instruction::LocalGet(0), Instruction::Call(4)]));
    code.function(&body(&[Instruction::GlobalGet(0)]));
    let sum = [
        Instruction::LocalGet(0),
        Instruction::GlobalGet(0),
        Instruction::I32Add,
    ];
    let long: Vec<_> = sum
        .iter()
        .chain(&[Instruction::LocalGet(0), Instruction::I32Mul])
        .cloned()
        .collect();
    let long = [
        long.clone(),
        vec![Instruction::LocalSet(0)],
        long.clone(),
        vec![Instruction::Call(3)],
    ]
    .concat();
    code.function(&body(&long));
    let mut module = wasm_encoder::Module::new();
    module
        .section(&types)
        .section(&imports)
        .section(&functions)
        .section(&tables)
        .section(&memories)
        .section(&globals)
        .section(&exports)
        .section(&elements)
        .section(&code);
    module.finish()
}

fn names(half: &[u8]) -> (Vec<String>, Vec<String>) {
    let (mut imports, mut exports) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(half) {
        match payload.expect("a module") {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imports.push(import.expect("an import").name.to_owned());
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    exports.push(export.expect("an export").name.to_owned());
                }
            }
            _ => {}
        }
    }
    (imports, exports)
}

#[test]
fn the_rest_gets_what_it_needs_and_nothing_else() {
    let bytes = program();
    let module = Module::read(&bytes).expect("a module");
    assert_eq!(module.hurry, Some(0));
    // Only the first exported function is called; what it calls is too small for a stub.
    let halves = cut(&bytes, &module, &[true, false, false, false]).expect("two halves");
    // 2 is exported and 4 stands in the table: both need a stub.
    assert_eq!((halves.moved, halves.stubs), (2, 2));
    let (imports, exports) = names(&halves.first);
    assert_eq!(imports, ["__wbg_hurry_1"]);
    for name in ["one", "two", "f3", "t0", "t1", "m0", "g0", WHOLE] {
        assert!(
            exports.iter().any(|export| export == name),
            "{name} in {exports:?}"
        );
    }
    let (imports, exports) = names(&halves.rest);
    assert_eq!(imports, ["f3", "t0", "t1", "m0", "g0"]);
    assert!(exports.is_empty());
}

#[test]
fn a_program_of_one_half_has_no_rest() {
    let bytes = program();
    let module = Module::read(&bytes).expect("a module");
    let halves = cut(&bytes, &module, &[true; 4]).expect("two halves");
    assert_eq!((halves.moved, halves.stubs), (0, 0));
}

#[test]
fn the_probe_has_a_mark_for_each_function() {
    let bytes = program();
    let module = Module::read(&bytes).expect("a module");
    let probed = probe::probed(&bytes, &module).expect("a module");
    wasmparser::Validator::new()
        .validate_all(&probed)
        .expect("valid");
    let (_, exports) = names(&probed);
    let marks = exports.iter().filter(|name| name.starts_with(probe::MARK));
    assert_eq!(marks.count(), 4);
}

#[test]
fn what_is_no_program_is_refused() {
    assert!(Module::read(b"no module").is_err());
    let mut other = program();
    let at = other
        .windows(6)
        .position(|bytes| bytes == b"_hurry")
        .expect("the name");
    other[at + 1] = b'c';
    let module = Module::read(&other).expect("a module");
    let refused = cut(&other, &module, &[true; 4]).expect_err("nothing brings the rest");
    assert!(
        refused
            .to_string()
            .contains("no import that brings the rest"),
        "{refused}"
    );
}

#[test]
fn the_page_loads_the_first_half_and_knows_the_rest() {
    for page in [
        "<head><link href=\"./a_bg.wasm\" integrity=\"sha384-a/b+c=\" as=\"fetch\"><script>'./a_bg.wasm'</script></head><body>",
        "<html><link href=./a_bg.wasm integrity=sha384-a/b+c= as=fetch><script>'./a_bg.wasm'</script></head><body>",
    ] {
        let made = with_halves(page, "a_bg.wasm", "b_bg.wasm", "b_rest.wasm").expect("a page");
        assert!(
            !made.contains("integrity") && !made.contains("a_bg"),
            "{made}"
        );
        assert_eq!(made.matches("./b_bg.wasm").count(), 2, "{made}");
        assert!(
            made.contains("as=\"fetch\"") || made.contains("as=fetch"),
            "{made}"
        );
        assert!(
            made.ends_with("<meta name=rest content=./b_rest.wasm></head><body>"),
            "{made}"
        );
    }
    let other = "<link href=\"./x.css\" integrity=\"sha384-x\"></head>";
    assert!(with_halves(other, "a_bg.wasm", "b", "c").is_err());
    assert_eq!(without_integrity(other, "a_bg.wasm"), other);
}
