//! The program that drives the browser.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use xtask::failure::{Failure, Outcome, While};

/// How many times it is tried to start one.
const TRIES: usize = 3;

/// A running chromedriver. Dropping it ends it; browsers that it started end
/// then as well, as each holds the other end of a pipe to it.
///
/// It stays in this process's group, so that Ctrl-C reaches it too.
#[derive(Debug)]
pub struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts it on a free port of the loopback address; it writes into `log`.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn start(program: &Path, log: &Path) -> Outcome<Self> {
        // It picks a port for one family of addresses and gives up if another program has it for
        // the other. That is rare, and another try picks another port.
        let mut started = Self::try_start(program, log);
        for _ in 1..TRIES {
            if started.is_ok() {
                break;
            }
            started = Self::try_start(program, log);
        }
        started
    }

    fn try_start(program: &Path, log: &Path) -> Outcome<Self> {
        let shown = program.display();
        let complaints = File::create(log).while_doing(|| format!("Making {}", log.display()))?;
        let mut child = Command::new(program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(complaints)
            .spawn()
            .while_doing(|| format!("Starting {shown}"))?;
        let stdout = child.stdout.take();
        // From here on it ends whatever happens.
        let mut driver = Self { child, port: 0 };
        driver.port = stdout
            .and_then(|stdout| {
                BufReader::new(stdout)
                    .lines()
                    .map_while(Result::ok)
                    .find_map(|line| port_in(&line))
            })
            .ok_or_else(|| Failure::new(format!("{shown} named no port to reach it at.")))?;
        Ok(driver)
    }

    /// Where it is reached.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Only a driver that has ended already refuses either.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn port_in(line: &str) -> Option<u16> {
    let (_, after) = line.split_once("started successfully on port ")?;
    after.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_what_the_driver_says() {
        let said = "ChromeDriver was started successfully on port 36801.";
        assert_eq!(port_in(said), Some(36801));
        assert_eq!(port_in("Starting ChromeDriver 156.0 on port 0"), None);
    }
}
