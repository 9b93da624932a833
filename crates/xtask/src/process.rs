//! Running other programs, with their output visible.

use crate::failure::{Failure, Outcome, While};
use crate::interrupt;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

/// A program about to be run. It gets no input, so it can never wait for an
/// answer that nobody is there to give.
#[derive(Debug)]
pub struct Run {
    command: Command,
}

impl Run {
    /// A program by name or path.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command.stdin(Stdio::null());
        Self { command }
    }

    /// Adds an argument.
    #[must_use]
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    /// Adds arguments.
    #[must_use]
    pub fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.command.args(args);
        self
    }

    /// Sets variables for the child alone.
    #[must_use]
    pub fn envs<K: AsRef<OsStr>, V: AsRef<OsStr>>(
        mut self,
        variables: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        self.command.envs(variables);
        self
    }

    /// Sets a variable for the child alone.
    #[must_use]
    pub fn env(self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.envs([(name, value)])
    }

    /// Hides a variable from the child.
    #[must_use]
    pub fn env_remove(mut self, name: impl AsRef<OsStr>) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs in this folder.
    #[must_use]
    pub fn in_folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// The command as a person would type it.
    #[must_use]
    pub fn shown(&self) -> String {
        let program = Path::new(self.command.get_program());
        let name = program.file_name().unwrap_or(program.as_os_str());
        std::iter::once(name)
            .chain(self.command.get_args())
            .map(|word| quoted(&word.to_string_lossy()))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Runs to the end, its output passed on as it comes.
    ///
    /// # Errors
    /// Where it cannot be started or does not succeed.
    pub fn stream(mut self) -> Outcome {
        let shown = self.shown();
        let status = self.status()?;
        succeeded(&shown, status)
    }

    /// Runs to the end and returns what it printed; its complaints are hidden.
    ///
    /// # Errors
    /// Where it cannot be started or does not succeed.
    pub fn output(mut self) -> Outcome<String> {
        let shown = self.shown();
        self.command.stderr(Stdio::null());
        let mut text = String::new();
        let status = self.each_line(|line| {
            text.push_str(line);
            text.push('\n');
        })?;
        succeeded(&shown, status).map(|()| text)
    }

    /// Runs to the end and gives each line that it prints on its standard output
    /// to `take`. Its complaints are passed on as they come.
    ///
    /// # Errors
    /// Where it cannot be started or read. How it ended is for the caller to judge.
    pub fn each_line(mut self, mut take: impl FnMut(&str)) -> Outcome<ExitStatus> {
        let shown = self.shown();
        self.command.stdout(Stdio::piped());
        let mut child =
            interrupt::spawn(&mut self.command).while_doing(|| format!("Starting `{shown}`"))?;
        if let Some(stdout) = child.stdout.take() {
            for line in BufReader::new(stdout).split(b'\n') {
                let line = line.while_doing(|| format!("Reading what `{shown}` prints"))?;
                take(&String::from_utf8_lossy(&line));
            }
        }
        let status = child.wait();
        interrupt::forget(child.id());
        status.while_doing(|| format!("Waiting for `{shown}`"))
    }

    fn status(&mut self) -> Outcome<ExitStatus> {
        let shown = self.shown();
        let mut child =
            interrupt::spawn(&mut self.command).while_doing(|| format!("Starting `{shown}`"))?;
        let status = child.wait();
        interrupt::forget(child.id());
        status.while_doing(|| format!("Waiting for `{shown}`"))
    }
}

fn succeeded(shown: &str, status: ExitStatus) -> Outcome {
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`{shown}` failed ({status}).")))
    }
}

fn quoted(word: &str) -> String {
    if word.is_empty() || word.contains(|c: char| c.is_whitespace() || "\"'$&;|".contains(c)) {
        format!("'{}'", word.replace('\'', r"'\''"))
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_it_would_be_typed() {
        let run = Run::new("/opt/my tools/trunk").args(["build", "--dist", "a b"]);
        assert_eq!(run.shown(), "trunk build --dist 'a b'");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let failure = Run::new("no-such-program-here").stream();
        assert!(failure.is_err_and(|f| f.to_string().contains("no-such-program-here")));
    }

    #[test]
    fn what_a_program_prints_is_returned() {
        let version = Run::new("cargo").arg("--version").output();
        assert!(version.is_ok_and(|text| text.starts_with("cargo ")));
    }
}
