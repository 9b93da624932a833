//! The release build of the page.

use crate::failure::{Failure, Outcome, While};
use crate::process::Run;
use crate::project::Project;
use crate::setup::PageTools;
use crate::{precompressed, say};
use std::env;
use std::ffi::OsString;
use std::path::Path;

/// Builds the page into the project's `dist`, with compressed files beside the originals.
///
/// # Errors
/// Where the build fails; cargo and Trunk have said why.
pub fn build(project: &Project, tools: &PageTools) -> Outcome {
    say::step(
        "Building the page for release. A minute or two the first time, seconds after a change.",
    );
    tools.compiler.forget_other_std(project.root())?;
    let mut run = Run::new(&tools.trunk).args(["build", "--release"]);
    if env::var_os("NO_COLOR").is_some() {
        // Trunk 0.21 takes only `true` and `false` in that variable and stops at
        // the usual `1`, so it is told in its own way.
        run = run.args(["--color", "never"]);
        run = run.env("CARGO_TERM_COLOR", "never");
    }
    run.env_remove("NO_COLOR")
        // Where Trunk fails, its own call stack only hides the reason.
        .env("RUST_BACKTRACE", "0")
        .env("PATH", path_with(tools)?)
        .envs(tools.compiler.variables(project.root()))
        .in_folder(project.root())
        .stream()
        .map_err(|failure| {
            let advice = match tools.wasm_opt {
                Some(_) => "",
                None => " If wasm-opt was what it lacked: install Node.js with npm, or Binaryen 123 or newer.",
            };
            Failure::new(format!("The page was not built: {failure}{advice}"))
        })?;
    precompressed::write(&project.dist())
}

/// PATH with our tools before all others, since that is where Trunk looks.
fn path_with(tools: &PageTools) -> Outcome<OsString> {
    let ours = [Some(&tools.wasm_bindgen), tools.wasm_opt.as_ref()];
    let ours = ours.into_iter().flatten().filter_map(|tool| tool.parent());
    let others = env::var_os("PATH").unwrap_or_default();
    let folders = ours.map(Path::to_path_buf).chain(env::split_paths(&others));
    env::join_paths(folders).while_doing(|| "Putting the tools on PATH".into())
}
