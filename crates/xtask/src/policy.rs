//! `cargo xtask policy`: completes the content security policy of a page that Trunk has just built.
//!
//! The policy in `index.html` allows no inline script and no inline style but those whose hash it
//! names. Trunk inlines and minifies them, so their hashes are known only afterwards: Trunk calls
//! this as a hook, with the folder of the built page in a variable.

use crate::failure::{Failure, Outcome, While};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::{env, fs};

/// In which Trunk says where the built page is.
const FOLDER_VARIABLE: &str = "TRUNK_STAGING_DIR";

/// The elements whose content is hashed, each with what stands for their hashes in the policy.
const INLINE: [(&str, &str); 2] = [("script", "'sha256-scripts'"), ("style", "'sha256-styles'")];

/// Completes the policy.
///
/// # Errors
/// Where Trunk did not call this, or the page has no policy to complete.
pub fn run() -> Outcome {
    let folder = env::var_os(FOLDER_VARIABLE).ok_or_else(|| {
        Failure::new(format!(
            "{FOLDER_VARIABLE} is not set. Trunk calls this command when it builds the page."
        ))
    })?;
    let page = PathBuf::from(folder).join("index.html");
    let html = fs::read_to_string(&page).while_doing(|| format!("Reading {}", page.display()))?;
    fs::write(&page, completed(&html)?).while_doing(|| format!("Writing {}", page.display()))
}

/// The page with the hashes in its policy.
fn completed(html: &str) -> Outcome<String> {
    let mut completed = html.to_owned();
    for (element, placeholder) in INLINE {
        if html.matches(placeholder).count() != 1 {
            return Err(Failure::new(format!(
                "The policy in index.html must have {placeholder} once."
            )));
        }
        let sources: Vec<String> = contents(html, element).into_iter().map(source).collect();
        completed = completed.replace(placeholder, &sources.join(" "));
    }
    Ok(completed)
}

/// The contents of the elements of this name. One that has its content in a file has none.
fn contents<'a>(html: &'a str, element: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{element}"), format!("</{element}"));
    let elements = html.split(&*open).skip(1);
    elements
        .filter_map(|element| element.split_once('>')?.1.split(&*close).next())
        .filter(|content| !content.is_empty())
        .collect()
}

/// The source that allows this script or style, as a policy names it.
fn source(content: &str) -> String {
    let hash = BASE64_STANDARD.encode(Sha256::digest(content));
    format!("'sha256-{hash}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_inline_script_and_style_is_named_by_its_hash() {
        // As `printf 'a' | openssl dgst -sha256 -binary | base64` prints them.
        let (a, b) = (
            "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='",
            "'sha256-PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0='",
        );
        let page = "<meta content=\"script-src 'self' 'sha256-scripts'; style-src 'sha256-styles'\"><script>a</script><style>a</style><style media=print>b</style><script src=b></script>";
        let completed = completed(page).expect("a policy");
        let policy = format!("script-src 'self' {a}; style-src {a} {b}\"");
        assert!(completed.contains(&policy), "{completed}");
    }

    #[test]
    fn a_page_without_a_policy_is_refused() {
        let refused = completed("<script>a</script>").expect_err("no policy");
        assert!(refused.to_string().contains("'sha256-scripts' once"));
    }
}
