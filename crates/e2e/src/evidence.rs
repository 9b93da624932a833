//! What is kept of a visit that failed.

use crate::{Page, tools};
use std::fs;
use xtask::failure::{Outcome, While};

/// Keeps a screenshot, the document and the browser's log under the test's name.
///
/// # Errors
/// Where the browser no longer answers or the files cannot be written.
pub async fn keep(page: &Page, test: &str) -> Outcome {
    let folder = tools::evidence()?;
    let doing = || format!("Writing into {}", folder.display());
    fs::create_dir_all(&folder).while_doing(doing)?;
    let name = test.replace("::", ".");
    let file = |ending: &str| folder.join(format!("{name}.{ending}"));
    fs::write(file("html"), page.source().await?).while_doing(doing)?;
    fs::write(file("log"), page.log_lines().await?.join("\n")).while_doing(doing)?;
    fs::write(file("png"), page.screenshot().await?).while_doing(doing)?;
    eprintln!("What was seen last: {}", file("png").display());
    Ok(())
}
