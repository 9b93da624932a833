//! The page that has the model's measurements, built as the release page is.

use crate::failure::{Outcome, While};
use crate::process::Run;
use crate::project::{Project, cargo};
use crate::say;
use crate::setup::{BenchTools, compiler, wasm_target};
use std::fs;
use std::path::PathBuf;

/// Lets `cargo xtask bench` call the module: `bench` is a promise of it.
const PAGE: &str = r#"<!doctype html>
<html lang="en">
  <title>What the model costs</title>
  <link rel="icon" href="data:," />
  <script type="module">
    import init, * as module from "./bench.js";
    window.bench = init().then(() => module);
  </script>
</html>
"#;

/// Builds it; its folder.
///
/// # Errors
/// The step that failed.
pub fn build(project: &Project, tools: &BenchTools) -> Outcome<PathBuf> {
    say::step("Building the measurements for the browser. A minute the first time.");
    tools.compiler.forget_other_std(project.root())?;
    let target = compiler::target_folder(project.root());
    Run::new(cargo())
        .args([
            "build",
            "--release",
            "--package",
            "bench",
            "--target",
            wasm_target::NAME,
        ])
        .envs(tools.compiler.variables(project.root()))
        .arg("--target-dir")
        .arg(&target)
        .in_folder(project.root())
        .stream()?;
    let folder = target.join("bench-page");
    fs::create_dir_all(&folder).while_doing(|| format!("Making {}", folder.display()))?;
    Run::new(&tools.wasm_bindgen)
        .args([
            "--target",
            "web",
            "--no-typescript",
            "--out-name",
            "bench",
            "--out-dir",
        ])
        .arg(&folder)
        .arg(target.join(wasm_target::NAME).join("release/bench.wasm"))
        .stream()?;
    if let Some(wasm_opt) = &tools.wasm_opt {
        let module = folder.join("bench_bg.wasm");
        // As index.html asks Trunk for it.
        Run::new(wasm_opt)
            .arg("-Oz")
            .arg(&module)
            .arg("-o")
            .arg(&module)
            .stream()?;
    }
    let index = folder.join("index.html");
    fs::write(&index, PAGE).while_doing(|| format!("Writing {}", index.display()))?;
    Ok(folder)
}
