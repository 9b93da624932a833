//! What is kept of a visit that failed.

use crate::{Page, tools};
use std::fs;
use std::path::PathBuf;
use xtask::failure::{Outcome, While};

/// Keeps a screenshot, the document and the browser's log under the test's name.
///
/// # Errors
/// Where the browser no longer answers or the files cannot be written.
pub async fn keep(page: &Page, test: &str) -> Outcome {
    let [html, log, png] = files(test)?;
    let doing = || format!("Writing {}", png.display());
    fs::write(html, page.source().await?).while_doing(doing)?;
    fs::write(log, page.log_lines().await?.join("\n")).while_doing(doing)?;
    fs::write(&png, page.screenshot().await?).while_doing(doing)?;
    eprintln!("What was seen last: {}", png.display());
    Ok(())
}

/// Removes what an earlier failure of this test left.
///
/// # Errors
/// Where the folder for it cannot be made.
pub fn forget(test: &str) -> Outcome {
    for file in files(test)? {
        // Mostly it is not there.
        let _ = fs::remove_file(file);
    }
    Ok(())
}

fn files(test: &str) -> Outcome<[PathBuf; 3]> {
    let folder = tools::evidence()?;
    fs::create_dir_all(&folder).while_doing(|| format!("Making {}", folder.display()))?;
    let name = test.replace("::", ".");
    Ok(["html", "log", "png"].map(|ending| folder.join(format!("{name}.{ending}"))))
}
