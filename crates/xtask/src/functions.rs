//! What takes the room in the page's wasm: its functions by crate, and the largest of them.

use crate::failure::{Failure, Outcome, While};
use crate::process::Run;
use crate::project::Project;
use crate::setup::{PageTools, compiler::Compiler};
use rustc_demangle::demangle;
use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Display, Formatter};
use std::path::PathBuf;
use std::{env, fs};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// How many functions the report names.
const NAMED: usize = 30;

/// The functions of a module, with their sizes in bytes, the largest first. Printed, it is a
/// report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Functions(Vec<(String, usize)>);

/// Reads what the last build of the page left for its optimizer, and lets that keep the names.
///
/// # Errors
/// Where there is no such module, or it cannot be read.
pub fn of_page(project: &Project, tools: &PageTools) -> Outcome<Functions> {
    let target = target_folder(project, &tools.compiler);
    let module = target.join("wasm-bindgen/release/ringside_bg.wasm");
    let named = target.join("ringside-named.wasm");
    let module = match &tools.wasm_opt {
        Some(wasm_opt) => {
            // As index.html asks Trunk for it, but with names.
            Run::new(wasm_opt)
                .args(["-Oz", "-g"])
                .arg(&module)
                .arg("-o")
                .arg(&named)
                .stream()?;
            named
        }
        None => module,
    };
    let bytes = fs::read(&module).while_doing(|| format!("Reading {}", module.display()))?;
    Functions::read(&bytes).while_doing(|| format!("Reading {}", module.display()))
}

/// Where Trunk compiles.
#[must_use]
pub fn target_folder(project: &Project, compiler: &Compiler) -> PathBuf {
    let variables = compiler.variables(project.root());
    let set = variables
        .into_iter()
        .find(|(name, _)| *name == "CARGO_TARGET_DIR");
    set.map(|(_, folder)| folder)
        .or_else(|| env::var_os("CARGO_TARGET_DIR").map(PathBuf::from))
        .unwrap_or_else(|| project.root().join("target"))
}

impl Functions {
    /// The functions of a module, by its code and its name section.
    ///
    /// # Errors
    /// Where it is no module.
    pub fn read(module: &[u8]) -> Outcome<Self> {
        Self::try_read(module).map_err(|reason| Failure::new(reason.to_string()))
    }

    fn try_read(module: &[u8]) -> wasmparser::Result<Self> {
        let mut names = HashMap::new();
        let mut sizes = Vec::new();
        let mut imported = 0;
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => sizes.push(body.range().len()),
                Payload::CustomSection(section) => {
                    let KnownCustom::Name(subsections) = section.as_known() else {
                        continue;
                    };
                    for subsection in subsections {
                        let Name::Function(functions) = subsection? else {
                            continue;
                        };
                        for function in functions {
                            let function = function?;
                            names.insert(function.index, format!("{:#}", demangle(function.name)));
                        }
                    }
                }
                _ => {}
            }
        }
        let with_names = (imported..).zip(sizes).map(|(index, size)| {
            let name = names.remove(&index);
            (name.unwrap_or_else(|| format!("function {index}")), size)
        });
        let mut functions: Vec<(String, usize)> = with_names.collect();
        functions.sort_by(|(name, size), (other, than)| than.cmp(size).then(name.cmp(other)));
        Ok(Self(functions))
    }

    /// How many functions each crate has, and their size together, the largest first.
    fn by_crate(&self) -> Vec<(&str, usize, usize)> {
        let mut crates: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (name, size) in &self.0 {
            let (count, total) = crates.entry(crate_of(name)).or_default();
            *count += 1;
            *total += size;
        }
        let mut crates: Vec<_> = crates
            .into_iter()
            .map(|(name, (count, total))| (name, count, total))
            .collect();
        crates.sort_by_key(|(_, _, total)| std::cmp::Reverse(*total));
        crates
    }
}

/// The crate whose code a function is: that of the type whose trait it implements, where it does,
/// else that of the trait.
fn crate_of(name: &str) -> &str {
    let (of, implemented) = name.split_once(" as ").unwrap_or((name, ""));
    let found = [of, implemented].into_iter().find_map(first_name);
    found.unwrap_or("(no crate)")
}

/// The first name of a path, with nothing before it but what makes a type of another.
fn first_name(path: &str) -> Option<&str> {
    let mut path = path.trim_start_matches(['<', '&', '[', '(', '*']);
    for word in ["mut ", "const ", "dyn "] {
        path = path.strip_prefix(word).unwrap_or(path);
    }
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    let (name, mut rest) = path.split_at(end);
    // Newer names have the crate's own mark behind it: `core[c5930c85a12de822]`.
    if let Some((_, behind)) = rest.strip_prefix('[').and_then(|mark| mark.split_once(']')) {
        rest = behind;
    }
    rest.starts_with("::").then_some(name)
}

impl Display for Functions {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let all: usize = self.0.iter().map(|(_, size)| size).sum();
        writeln!(f, "{:>9} {:>7}  wasm functions by crate", "bytes", "count")?;
        for (name, count, total) in self.by_crate() {
            writeln!(f, "{total:>9} {count:>7}  {name}")?;
        }
        writeln!(f, "{all:>9} {:>7}  all\n", self.0.len())?;
        write!(f, "{:>9}  the largest functions", "bytes")?;
        for (name, size) in self.0.iter().take(NAMED) {
            write!(f, "\n{size:>9}  {name}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A section: its number, its length, its content.
    fn section(number: u8, content: &[u8]) -> Vec<u8> {
        let length = u8::try_from(content.len()).expect("short");
        [&[number, length], content].concat()
    }

    fn counted(text: &str) -> Vec<u8> {
        let length = u8::try_from(text.len()).expect("short");
        [&[length], text.as_bytes()].concat()
    }

    #[test]
    fn functions_are_named_and_counted_by_crate() {
        let imported = [&[1][..], &counted("env"), &counted("now"), &[0, 0]].concat();
        let names = [
            &[3, 0][..],
            &counted("now"),
            &[1],
            &counted("_ZN3yew4html17h0123456789abcdefE"),
            &[2],
            &counted("long"),
        ];
        let names = names.concat();
        let names = [&counted("name"), &section(1, &names)[..]].concat();
        let module = [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, &[1, 0x60, 0, 0]),
            section(2, &imported),
            section(3, &[2, 0, 0]),
            section(10, &[2, 2, 0, 0x0b, 4, 0, 1, 1, 0x0b]),
            section(0, &names),
        ]
        .concat();
        let functions = Functions::read(&module).expect("a module");
        let expected = [("long", 4), ("yew::html", 2)];
        assert_eq!(
            functions.0,
            expected.map(|(name, size)| (name.to_owned(), size))
        );
        let report = functions.to_string();
        for line in [
            "        6       2  all",
            "        2       1  yew",
            "        4  long",
        ] {
            assert!(report.lines().any(|told| told == line), "{report}");
        }
        assert!(Functions::read(b"no module").is_err());
    }

    #[test]
    fn the_crate_is_the_first_name() {
        for (name, expected) in [
            ("yew::html::render", "yew"),
            ("<ringside::app::App as yew::Component>::view", "ringside"),
            (
                "<&mut serde_json::Deserializer as serde::Deserializer>::x",
                "serde_json",
            ),
            ("<[core::option::Option] as core::fmt::Debug>::fmt", "core"),
            ("<f64 as core[c5930c85a12de822]::fmt::Display>::fmt", "core"),
            ("dlmalloc[e24a27700634d609]::malloc", "dlmalloc"),
            ("<T as wasm_bindgen::JsCast>::dyn_into", "wasm_bindgen"),
            ("memcpy", "(no crate)"),
        ] {
            assert_eq!(crate_of(name), expected);
        }
    }
}
