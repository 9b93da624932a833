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
mod first;
mod module;
mod probe;
mod rest;
mod watch;

use crate::failure::{Failure, Outcome, While};
use crate::process::Run;
use module::Module;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::{env, fs};
use wasm_encoder::reencode::Reencode;
use wasm_encoder::{GlobalType, ValType};

/// A global that says yes or no to those outside: 0 or 1.
const FLAG: GlobalType = GlobalType {
    val_type: ValType::I32,
    mutable: true,
    shared: false,
};

/// Cuts the program of a built page in two, in place. `large` is the program before it was made
/// smaller: there, what the compiler keeps apart still is.
///
/// # Errors
/// Where the page has no program, a browser cannot be run, or the program cannot be cut.
pub fn make(dist: &Path, large: &Path, wasm_opt: &Path, chromium: &Path) -> Outcome {
    let program = program(dist)?;
    let bytes = read(large)?;
    // It takes half a minute, so it is done once for a program, and for what does it.
    let stamp = large.with_file_name("halves");
    let key = hash(&[
        &bytes,
        own_age()?.as_bytes(),
        wasm_opt.as_os_str().as_encoded_bytes(),
    ]);
    let [first_path, rest_path] = ["first", "rest"].map(|name| large.with_file_name(name));
    if fs::read_to_string(&stamp).ok().as_ref() != Some(&key) {
        // Half of the old and half of the new would be no program.
        let _ = fs::remove_file(&stamp);
        let halves = cut(dist, &program, &bytes, chromium)?;
        make_smaller(&halves.first, &first_path, wasm_opt)?;
        make_smaller(&halves.rest, &rest_path, wasm_opt)?;
        fs::write(&stamp, &key).while_doing(|| format!("Writing {}", stamp.display()))?;
    }
    let (first_half, rest_half) = (read(&small(&first_path))?, read(&small(&rest_path))?);
    let hash = hash(&[&first_half, &rest_half]);
    let first = format!("ringside-{hash}_bg.wasm");
    let rest = format!("ringside-{hash}_rest.wasm");
    let page = dist.join("index.html");
    let text = fs::read_to_string(&page).while_doing(|| "Reading index.html".into())?;
    let text = with_halves(&text, name(&program), &first, &rest)?;
    let write = |path: PathBuf, content: &[u8]| {
        fs::write(&path, content).while_doing(|| format!("Writing {}", path.display()))
    };
    write(dist.join(first), &first_half)?;
    write(dist.join(rest), &rest_half)?;
    write(page, text.as_bytes())?;
    fs::remove_file(&program).while_doing(|| format!("Removing {}", program.display()))
}

/// Cuts a program in two by what is seen of it.
fn cut(dist: &Path, program: &Path, bytes: &[u8], chromium: &Path) -> Outcome<cut::Halves> {
    let module = Module::read(bytes)?;
    let probed = probe::probed(bytes, &module)?;
    let wanted = watch::first_screen(dist, program, &probed, chromium)?;
    let halves = cut::cut(bytes, &module, &wanted)?;
    println!(
        "The first screen calls {} of {} functions; {} went to the rest, {} of them with a stub.",
        wanted.iter().filter(|wanted| **wanted).count(),
        wanted.len(),
        halves.moved,
        halves.stubs
    );
    Ok(halves)
}

/// Sixteen digits that are others for other content.
fn hash(content: &[&[u8]]) -> String {
    let digest = content.iter().fold(Sha256::new(), |digest, part| {
        digest
            .chain_update(part.len().to_le_bytes())
            .chain_update(part)
    });
    let start = digest.finalize()[..8]
        .iter()
        .fold(0_u64, |start, byte| start << 8 | u64::from(*byte));
    format!("{start:016x}")
}

/// How old this command itself is: another may cut otherwise.
fn own_age() -> Outcome<String> {
    let own = env::current_exe().and_then(fs::metadata);
    let own = own.while_doing(|| "Looking at this program".into())?;
    Ok(format!("{} {:?}", own.len(), own.modified().ok()))
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).while_doing(|| format!("Reading {}", path.display()))
}

/// The rest of the program, relative to `dist`; none where it is in one piece.
///
/// # Errors
/// Where the folder cannot be read.
pub fn rest_of(dist: &Path) -> Outcome<Option<PathBuf>> {
    let found = ending(dist, "_rest.wasm")?;
    Ok(found.first().map(|path| PathBuf::from(name(path))))
}

/// The files of a folder whose names end like this.
fn ending(folder: &Path, end: &str) -> Outcome<Vec<PathBuf>> {
    let files = fs::read_dir(folder).while_doing(|| format!("Reading {}", folder.display()))?;
    let paths = files.filter_map(|file| Some(file.ok()?.path()));
    Ok(paths.filter(|path| name(path).ends_with(end)).collect())
}

/// Makes a module smaller, as `index.html` asks Trunk to do it, into [`small`] of this path.
fn make_smaller(module: &[u8], path: &Path, wasm_opt: &Path) -> Outcome {
    let from = path.with_extension("wasm");
    fs::write(&from, module).while_doing(|| format!("Writing {}", from.display()))?;
    let run = Run::new(wasm_opt).arg("-Oz").arg(&from);
    run.arg("-o").arg(small(path)).stream()
}

fn small(path: &Path) -> PathBuf {
    path.with_extension("small.wasm")
}

/// The page's program.
fn program(dist: &Path) -> Outcome<PathBuf> {
    match &*ending(dist, "_bg.wasm")? {
        [program] => Ok(program.clone()),
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
