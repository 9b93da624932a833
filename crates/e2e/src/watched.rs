//! A page that keeps what goes wrong in it. Only Chromium lets its log be read.

use crate::Page;
use std::fs;
use std::path::Path;
use xtask::failure::{Failure, Outcome, While};

/// Runs before all else in the document; see the file.
const SCRIPT: &str = include_str!("page/complaints.js");
const NAME: &str = "complaints.js";

/// Copies the page's folder, and has the script run before all others of the page. It is a file
/// of the page, so that no policy need allow more than the page itself does.
///
/// # Errors
/// Where the page is of no known form, or the copy cannot be written.
pub fn copy(page: &Path, to: &Path) -> Outcome {
    copy_folder(page, to).while_doing(|| format!("Copying {}", page.display()))?;
    let index = to.join("index.html");
    let doing = || format!("Changing {}", index.display());
    let html = fs::read_to_string(&index).while_doing(doing)?;
    let start = start_of_head(&html)
        .ok_or_else(|| Failure::new("The page's document has no beginning."))?;
    let (before, after) = html.split_at(start);
    let html = format!("{before}<script src=\"{NAME}\"></script>{after}");
    fs::write(&index, html).while_doing(doing)?;
    fs::write(to.join(NAME), SCRIPT).while_doing(doing)?;
    // The compressed copies are of the document before the change.
    for ending in ["html.br", "html.gz"] {
        let _ = fs::remove_file(index.with_extension(ending));
    }
    Ok(())
}

/// Where the head begins. Its tag may be left out.
fn start_of_head(html: &str) -> Option<usize> {
    let after = |tag: &str| {
        let start = html.find(tag)?;
        Some(start + html[start..].find('>')? + 1)
    };
    after("<head>").or_else(|| after("<html"))
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let copy = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &copy)?;
        } else {
            fs::copy(entry.path(), copy)?;
        }
    }
    Ok(())
}

impl Page {
    /// What went wrong in the document since it was opened. Needs a visit that watches the page.
    ///
    /// # Errors
    /// Where the document is not watched.
    pub async fn complaints(&self) -> Outcome<Vec<String>> {
        self.ask("window.complaints").await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, before: Option<&str>) {
        let start = start_of_head(html);
        assert_eq!(start.map(|start| &html[..start]), before, "{html}");
    }

    #[test]
    fn the_script_comes_first_in_the_head_also_where_its_tag_is_left_out() {
        let whole = "<!doctype html><html lang=en> <head> <meta><header>";
        check(whole, Some("<!doctype html><html lang=en> <head>"));
        let short = "<!doctype html><html lang=en><meta><header>";
        check(short, Some("<!doctype html><html lang=en>"));
        check("a text", None);
    }
}
