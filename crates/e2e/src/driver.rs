//! The program that drives a browser.

use crate::kept::Kept;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};
use xtask::failure::{Failure, Outcome, While};

/// After this long a driver that cannot be reached never will be.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running driver. Dropping it ends it, and the browser that it started.
#[derive(Debug)]
pub struct Driver {
    // It ends before its screen.
    _program: Kept,
    _screen: Option<Kept>,
    port: u16,
}

impl Driver {
    /// Starts one that picks a free port and names it after these words.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn that_says(mut command: Command, words: &str, folder: &Path) -> Outcome<Self> {
        let mut program = start(command.stdout(Stdio::piped()), folder)?;
        let port = number_said(&mut program, words)
            .ok_or_else(|| Failure::new(format!("{command:?} named no port to reach it at.")))?;
        Ok(Self {
            _program: program,
            _screen: None,
            port,
        })
    }

    /// Starts one that must be told a port, whose browser needs a screen.
    ///
    /// # Errors
    /// Where it or the screen does not start.
    pub fn on_a_screen(xvfb: &Path, mut driver: Command, folder: &Path) -> Outcome<Self> {
        let mut screen = Command::new(xvfb);
        screen
            .args(["-displayfd", "1", "-screen", "0", "1400x1000x24"])
            .args(["-nolisten", "tcp"])
            .stdout(Stdio::piped());
        let mut screen = Kept::start(screen.stderr(Stdio::null()), &[])?;
        let number = number_said(&mut screen, "")
            .ok_or_else(|| Failure::new("Xvfb did not say which screen it is."))?;
        let port = free_port()?;
        driver
            .arg("--host=127.0.0.1")
            .arg(format!("--port={port}"))
            .env("DISPLAY", format!(":{number}"))
            .env_remove("WAYLAND_DISPLAY")
            .stdout(Stdio::null());
        let program = start(&mut driver, folder)?;
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if start.elapsed() > PATIENCE {
                return Err(Failure::new(format!("{driver:?} does not answer.")));
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(Self {
            _program: program,
            _screen: Some(screen),
            port,
        })
    }

    /// Where it is reached.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// Starts a program that leaves its files in the folder, what it complains of among them. Its
/// temporary files go with them.
fn start(command: &mut Command, folder: &Path) -> Outcome<Kept> {
    let temporary = temporary(folder);
    let doing = || format!("Making {}", folder.display());
    fs::create_dir_all(folder).while_doing(doing)?;
    fs::create_dir_all(&temporary).while_doing(doing)?;
    let complaints = File::create(folder.join("complaints.log")).while_doing(doing)?;
    command.stderr(complaints).env("TMPDIR", &temporary);
    Kept::start(command, &[folder, &temporary])
}

/// The temporary folder that goes with a folder. Browsers put sockets into it, so its path is
/// short wherever the project lies.
fn temporary(folder: &Path) -> PathBuf {
    let name = folder.file_name().unwrap_or_default();
    env::temp_dir().join(format!("ringside-{}", name.to_string_lossy()))
}

/// Gives a program a home of its own, where nothing else is and nothing stays.
pub fn at_home_in(folder: &Path, command: &mut Command) {
    let home = temporary(folder);
    for variable in ["HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
        command.env(variable, &home);
    }
}

/// The number after these words, in the first line of the program's output that has them.
fn number_said(program: &mut Kept, words: &str) -> Option<u16> {
    let mut said = BufReader::new(program.stdout()?);
    let number = said
        .by_ref()
        .lines()
        .map_while(Result::ok)
        .find_map(|line| number_after(words, &line));
    // A program that nobody listens to any more may end over it.
    thread::spawn(move || io::copy(&mut said, &mut io::sink()));
    number
}

fn number_after(words: &str, line: &str) -> Option<u16> {
    let (_, after) = line.split_once(words)?;
    after.trim_end_matches('.').parse().ok()
}

fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let address = listener.and_then(|listener| listener.local_addr());
    Ok(address
        .while_doing(|| "Looking for a free port".into())?
        .port())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, line: &str, expected: Option<u16>) {
        assert_eq!(number_after(words, line), expected, "{line}");
    }

    #[test]
    fn the_port_is_read_from_what_the_driver_says() {
        let words = "started successfully on port ";
        check(
            words,
            "ChromeDriver was started successfully on port 36801.",
            Some(36801),
        );
        check(words, "Starting ChromeDriver 156.0 on port 0", None);
        let said = "1795772400000\tgeckodriver\tINFO\tListening on 127.0.0.1:41633";
        check("Listening on 127.0.0.1:", said, Some(41633));
        check("", "99", Some(99));
    }
}
