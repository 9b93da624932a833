//! Which files a browser fetches when the page is opened for the first time.
//!
//! It starts from `index.html` and follows what makes a browser fetch at once:
//! stylesheets, scripts and their static imports, preloads, icons, the manifest,
//! the wasm, and what stylesheets refer to. What loads later, such as a service
//! worker, only ever appears in a string of a script and is not followed.
//!
//! It reads just enough of each language for what Trunk and people write; a
//! reference counts only if there is a file for it.

mod css;
mod html;
mod js;

use crate::failure::{Outcome, While};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The files of the first load, relative to `dist`, in the order of discovery.
///
/// # Errors
/// Where one of them cannot be read.
pub fn files(dist: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = vec![PathBuf::from("index.html")];
    let mut next = 0;
    while let Some(file) = found.get(next).cloned() {
        next += 1;
        let full = dist.join(&file);
        let bytes = fs::read(&full).while_doing(|| format!("Reading {}", full.display()))?;
        let folder = file.parent().unwrap_or(Path::new(""));
        for reference in references(&file, &String::from_utf8_lossy(&bytes)) {
            if let Some(target) = resolve(folder, reference)
                && dist.join(&target).is_file()
                && !found.contains(&target)
            {
                found.push(target);
            }
        }
    }
    Ok(found)
}

fn references<'a>(file: &Path, text: &'a str) -> Vec<&'a str> {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => html::references(text),
        Some("css") => css::references(text),
        Some("js" | "mjs") => js::references(text),
        _ => Vec::new(),
    }
}

/// The file that a reference from this folder means, if it is one of ours.
fn resolve(folder: &Path, reference: &str) -> Option<PathBuf> {
    let path = reference.split(['?', '#']).next()?;
    if path.is_empty() || path.contains(':') || path.starts_with("//") {
        return None;
    }
    let start = match path.strip_prefix('/') {
        Some(_) => Path::new(""),
        None => folder,
    };
    let mut resolved = PathBuf::new();
    for part in start.join(path.trim_start_matches('/')).components() {
        match part {
            Component::Normal(name) => resolved.push(name),
            Component::ParentDir => {
                if !resolved.pop() {
                    return None;
                }
            }
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(resolved)
}

#[cfg(test)]
mod tests;
