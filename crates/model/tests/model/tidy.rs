//! The rules of the architecture that a machine can keep: what the model depends on, what its
//! sources may not use, and how long a file may be.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Crates that know a browser, a clock or chance. The model depends on none of them.
const FOREIGN: [&str; 7] = [
    "yew",
    "web-sys",
    "js-sys",
    "gloo",
    "wasm-bindgen",
    "rand",
    "getrandom",
];

/// What the model's sources may not use outside tests, and why.
const FORBIDDEN: [(&str, &str); 14] = [
    ("std::time", "the model has no clock"),
    ("Instant", "the model has no clock"),
    ("SystemTime", "the model has no clock"),
    ("std::thread", "the model has no threads"),
    ("HashMap", "its order differs from run to run"),
    ("HashSet", "its order differs from run to run"),
    (
        "std::env",
        "the same scenario must give the same bytes everywhere",
    ),
    ("std::fs", "the model touches no files"),
    ("println!", "the model says nothing by itself"),
    ("print!", "the model says nothing by itself"),
    ("dbg!", "the model says nothing by itself"),
    ("unsafe", "no unsafe code"),
    (".unwrap()", "a panic is a bug"),
    (".expect(", "a panic is a bug"),
];

/// How many lines a file may have.
const MOST_LINES: usize = 400;

/// What is left undone. Written in two parts, so that this file does not have it.
const UNDONE: [&str; 4] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
];

/// A file of the project.
struct Source {
    /// Its path from the project's folder on, with `/` between the folders.
    path: String,
    text: String,
}

fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().expect("the project's folder")
}

/// All files of these kinds below a folder of the project, in the order of their paths.
fn files(folder: &str, kinds: &[&str]) -> Vec<Source> {
    let root = root();
    let mut folders = vec![root.join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the project") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let kind = path.extension().unwrap_or_default().to_string_lossy();
            if path.is_dir() {
                if !["target", "dist", "node_modules", ".git"].contains(&name.as_ref()) {
                    folders.push(path);
                }
            } else if kinds.contains(&kind.as_ref()) {
                let within = path.strip_prefix(&root).expect("a path below the root");
                found.push(Source {
                    path: within.to_string_lossy().replace('\\', "/"),
                    text: fs::read_to_string(&path).expect("a text"),
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "no {kinds:?} in {folder}");
    found
}

/// The sources of the page and of all crates, without their tests.
fn sources() -> Vec<Source> {
    let is_source =
        |source: &Source| source.path.starts_with("src/") || source.path.contains("/src/");
    let all = files("src", &["rs"])
        .into_iter()
        .chain(files("crates", &["rs"]));
    all.filter(is_source).collect()
}

/// No complaint is left.
fn tidy(complaints: impl IntoIterator<Item = String>) {
    let complaints: Vec<String> = complaints.into_iter().collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// The lines of a source that are compiled into the program, with their numbers: no comments, and
/// nothing from the tests at its end on.
fn program(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    let lines = (1..).zip(source.text.lines());
    lines
        .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Whether a line has a word, and not just as part of another word.
fn has_word(line: &str, word: &str) -> bool {
    let joins = |char: char| char.is_alphanumeric() || char == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(joins) && word.starts_with(joins);
        let after =
            line[at + word.len()..].chars().next().is_some_and(joins) && word.ends_with(joins);
        !before && !after
    })
}

/// What of the forbidden a source of the model uses.
fn forbidden(source: &Source) -> Vec<String> {
    let mut complaints = Vec::new();
    for (number, line) in program(source) {
        for (word, why) in FORBIDDEN {
            if has_word(line, word) {
                complaints.push(format!("{}:{number}: found {word}: {why}", source.path));
            }
        }
    }
    complaints
}

/// A source that does not begin with what it is for.
fn beginning(source: &Source) -> Option<String> {
    let first = source.text.lines().next().unwrap_or_default();
    let words = "expected a paragraph with //! that says what the file is for";
    (!first.starts_with("//! ")).then(|| format!("{}:1: found {first:?}, {words}", source.path))
}

/// A source that is too long.
fn length(source: &Source) -> Option<String> {
    let lines = source.text.lines().count();
    let words = format!("found {lines} lines, expected at most {MOST_LINES}: what else moved in?");
    (lines > MOST_LINES).then(|| format!("{}:{lines}: {words}", source.path))
}

/// What a file leaves undone.
fn undone(source: &Source) -> Vec<String> {
    let lines = (1..).zip(source.text.lines());
    let word = |line: &str| UNDONE.into_iter().find(|&word| has_word(line, word));
    let complaint = |(number, line): (usize, &str)| {
        let word = word(line)?;
        Some(format!(
            "{}:{number}: found {word}, expected it to be done",
            source.path
        ))
    };
    lines.filter_map(complaint).collect()
}

/// The names of the crates that the model's program is built from, for this target.
fn dependencies(target: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--package", "ringside-model", "--all-features"])
        .args([
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .args(target)
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let text = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
    let name = |line: &str| line.split(' ').next().map(str::to_owned);
    text.lines().filter_map(name).collect()
}

#[test]
fn the_model_depends_on_no_browser_no_clock_and_no_chance() {
    for target in [&[] as &[&str], &["--target", "wasm32-unknown-unknown"]] {
        let crates = dependencies(target);
        assert!(crates.iter().any(|name| name == "serde_json"), "{crates:?}");
        let foreign = |name: &&String| {
            FOREIGN
                .iter()
                .any(|one| *name == one || name.starts_with(&format!("{one}-")))
        };
        let complaint = |name: &String| {
            format!("crates/model/Cargo.toml: found the dependency {name}, direct or not")
        };
        tidy(crates.iter().filter(foreign).map(complaint));
    }
}

#[test]
fn the_model_uses_nothing_that_differs_from_run_to_run_and_never_panics_on_purpose() {
    tidy(
        files("crates/model/src", &["rs"])
            .iter()
            .flat_map(forbidden),
    );
}

#[test]
fn every_rust_file_says_first_what_it_is_for() {
    tidy(files(".", &["rs"]).iter().filter_map(beginning));
}

#[test]
fn no_source_is_longer_than_a_room() {
    tidy(sources().iter().filter_map(length));
}

#[test]
fn nothing_is_left_undone() {
    let kinds = ["rs", "css", "html", "js", "json", "md", "toml", "yml", "sh"];
    tidy(files(".", &kinds).iter().flat_map(undone));
}

/// The rules must find what they are looking for.
#[test]
fn a_file_that_breaks_the_rules_is_named_with_its_line() {
    let source = |text: &str| Source {
        path: "src/a.rs".to_owned(),
        text: text.to_owned(),
    };
    let found = |complaints: Vec<String>, words: &str| {
        let at = |complaint: &String| complaint.starts_with(words);
        assert!(
            complaints.len() == 1 && complaints.iter().all(at),
            "{complaints:?}"
        );
    };
    for (word, _) in FORBIDDEN {
        let broken = source(&format!(
            "//! A file.\n// {word} in a comment\nlet a = x{word}y;\n"
        ));
        let in_words = source(&format!("//! A file.\n\nlet a = {word};\n"));
        let plain = word.starts_with(char::is_alphabetic);
        let complaints = forbidden(if plain { &in_words } else { &broken });
        found(complaints, &format!("src/a.rs:3: found {word}: "));
    }
    let in_tests = source("//! A file.\n#[cfg(test)]\nmod tests {\n    x.unwrap()\n}\n");
    assert!(forbidden(&in_tests).is_empty());
    assert!(
        forbidden(&source(
            "//! A file.\n#[expect(unsafe_code)]\nUnsafeHashMapLike"
        ))
        .is_empty()
    );

    let found_one =
        |complaint: Option<String>, words: &str| found(complaint.into_iter().collect(), words);
    found_one(
        beginning(&source("use a;\n")),
        "src/a.rs:1: found \"use a;\"",
    );
    found_one(beginning(&source("")), "src/a.rs:1: found \"\"");
    assert_eq!(beginning(&source("//! A file.\n")), None);
    found_one(
        length(&source(&"//! Long\n".repeat(401))),
        "src/a.rs:401: found 401 lines",
    );
    assert_eq!(length(&source(&"//! Long\n".repeat(400))), None);

    for word in UNDONE {
        found(
            undone(&source(&format!("//! A file.\n// {word} later\n"))),
            "src/a.rs:2: found ",
        );
    }
    assert!(undone(&source("// a TODOist, todos")).is_empty());
}

/// A version as three numbers; what is left out is 0.
fn version(text: &str) -> Vec<u32> {
    let numbers = text
        .split('.')
        .map(|number| number.parse().expect("a number"));
    numbers.chain([0, 0]).take(3).collect()
}

#[test]
fn no_dependency_asks_for_a_newer_rust_than_the_project() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("metadata");
    let packages = metadata["packages"].as_array().expect("packages");
    let smallest = |package: &serde_json::Value| package["rust_version"].as_str().map(version);
    let own = |package: &&serde_json::Value| package["name"] == "ringside";
    let own = packages.iter().find(own).and_then(smallest);
    let own = own.expect("the project names the smallest version that works");
    let newer = packages
        .iter()
        .filter(|package| smallest(package).is_some_and(|it| it > own));
    tidy(
        newer.map(|package| format!("{} wants Rust {}", package["name"], package["rust_version"])),
    );
    assert!(packages.len() > 100, "of {} packages", packages.len());
}
