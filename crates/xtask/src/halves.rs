//! The program in two halves: what the first screen needs, and the rest.
//!
//! The page's wasm has all of Ringside in it, and the first screen needs a third. So the built
//! program is cut in two. Which functions the first screen calls is not listed anywhere: it is
//! watched, in a browser, on the program itself ([`watch`]). Each of the others becomes a stub in
//! the first half ([`cut`]). The page fetches the rest once the first screen is drawn; should a
//! stub be called before that, it fetches the rest at once and waits. So what is where changes
//! how fast the page answers, never what it does.
//!
//! The halves have one name, made of the content of both: a browser that has kept one of them
//! from an earlier visit never puts it beside another.

mod cut;
mod data;
mod module;
mod probe;
mod watch;

use crate::failure::{Failure, Outcome, While};
use crate::process::Run;
use module::Module;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_encoder::reencode::Reencode;

/// Cuts the program of a built page in two, in place. `large` is the program before it was made
/// smaller: there, what the compiler keeps apart still is.
///
/// # Errors
/// Where the page has no program, a browser cannot be run, or the program cannot be cut.
pub fn make(dist: &Path, large: &Path, wasm_opt: &Path, chromium: &Path) -> Outcome {
    let program = program(dist)?;
    let bytes = fs::read(large).while_doing(|| format!("Reading {}", large.display()))?;
    let module = Module::read(&bytes).while_doing(|| format!("Reading {}", large.display()))?;
    let wanted = watch::first_screen(dist, &program, &probe::probed(&bytes, &module)?, chromium)?;
    let halves = cut::cut(&bytes, &module, &wanted)?;
    let [first_half, rest_half] = [("first", &halves.first), ("rest", &halves.rest)]
        .map(|(name, half)| smaller(half, &large.with_file_name(name), wasm_opt));
    let (first_half, rest_half) = (first_half?, rest_half?);
    let digest = Sha256::new()
        .chain_update(&first_half)
        .chain_update(&rest_half)
        .finalize();
    let hash = digest[..8]
        .iter()
        .fold(0_u64, |hash, byte| hash << 8 | u64::from(*byte));
    let first = format!("ringside-{hash:016x}_bg.wasm");
    let rest = format!("ringside-{hash:016x}_rest.wasm");
    let page = dist.join("index.html");
    let text = fs::read_to_string(&page).while_doing(|| "Reading index.html".into())?;
    let text = with_halves(&text, name(&program), &first, &rest)?;
    let write = |path: PathBuf, content: &[u8]| {
        fs::write(&path, content).while_doing(|| format!("Writing {}", path.display()))
    };
    write(dist.join(first), &first_half)?;
    write(dist.join(rest), &rest_half)?;
    write(page, text.as_bytes())?;
    fs::remove_file(&program).while_doing(|| format!("Removing {}", program.display()))?;
    println!(
        "The first screen calls {} of {} functions; {} went to the rest, {} of them with a stub.",
        wanted.iter().filter(|wanted| **wanted).count(),
        wanted.len(),
        halves.moved,
        halves.stubs
    );
    Ok(())
}

/// The rest of the program, relative to `dist`; none where it is in one piece.
///
/// # Errors
/// Where the folder cannot be read.
pub fn rest(dist: &Path) -> Outcome<Option<PathBuf>> {
    let files = fs::read_dir(dist).while_doing(|| format!("Reading {}", dist.display()))?;
    let mut paths = files.filter_map(|file| Some(file.ok()?.path()));
    let rest = paths.find(|path| name(path).ends_with("_rest.wasm"));
    Ok(rest.map(|path| PathBuf::from(name(&path))))
}

/// A module made smaller, as `index.html` asks Trunk to do it. `path` is where it lies meanwhile.
fn smaller(module: &[u8], path: &Path, wasm_opt: &Path) -> Outcome<Vec<u8>> {
    let (from, to) = (
        path.with_extension("wasm"),
        path.with_extension("small.wasm"),
    );
    fs::write(&from, module).while_doing(|| format!("Writing {}", from.display()))?;
    Run::new(wasm_opt)
        .arg("-Oz")
        .arg(&from)
        .arg("-o")
        .arg(&to)
        .stream()?;
    fs::read(&to).while_doing(|| format!("Reading {}", to.display()))
}

/// The page's program.
fn program(dist: &Path) -> Outcome<PathBuf> {
    let files = fs::read_dir(dist).while_doing(|| format!("Reading {}", dist.display()))?;
    let mut programs = files
        .filter_map(|file| Some(file.ok()?.path()))
        .filter(|path| name(path).ends_with("_bg.wasm"));
    match (programs.next(), programs.next()) {
        (Some(program), None) => Ok(program),
        _ => Err(Failure::new(format!(
            "{} does not have one program (a file *_bg.wasm).",
            dist.display()
        ))),
    }
}

fn name(path: &Path) -> &str {
    path.file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default()
}

/// The page, with the first half where the whole program was, and the name of the rest.
fn with_halves(page: &str, program: &str, first: &str, rest: &str) -> Outcome<String> {
    // The mark of integrity is that of the whole program.
    let page = without_integrity(page, program);
    let (head, body) = page
        .split_once("</head>")
        .filter(|(head, _)| head.contains(program))
        .ok_or_else(|| Failure::new(format!("index.html does not load {program} in its head.")))?;
    let head = head.replace(program, first);
    Ok(format!(
        "{head}<meta name=rest content=./{rest}></head>{body}"
    ))
}

/// The page without the attribute `integrity` in the tags that name a file.
fn without_integrity(page: &str, file: &str) -> String {
    let tags = page.split_inclusive('>').map(|tag| {
        let found = tag.split_once(" integrity=").filter(|_| tag.contains(file));
        let Some((before, after)) = found else {
            return tag.to_owned();
        };
        // With quotes, or without where the page was made smaller.
        let behind = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').map_or("", |(_, behind)| behind),
            None => after.trim_start_matches(|c| c != ' ' && c != '>'),
        };
        format!("{before}{behind}")
    });
    tags.collect()
}

/// Writes a module anew, changed as a reencoder changes it.
fn encode(
    reencoder: &mut impl Reencode<Error = std::convert::Infallible>,
    bytes: &[u8],
) -> Outcome<Vec<u8>> {
    let mut module = wasm_encoder::Module::new();
    reencoder
        .parse_core_module(&mut module, wasmparser::Parser::new(0), bytes)
        .map_err(|reason| Failure::new(reason.to_string()))?;
    Ok(module.finish())
}

#[cfg(test)]
mod tests;
