//! One memcached process: started, stopped for a while, killed.

use std::io::Read;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::rc::Rc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, geteuid};

use super::keeper::Keeper;
use super::stats;
use crate::trouble::{Outcome, Trouble, While};

/// How long a memcached may take until it answers.
const START: Duration = Duration::from_secs(10);

/// A running memcached. It is killed when this is dropped, so also when a test panics.
#[derive(Debug)]
pub struct Process {
    child: Child,
    keeper: Rc<Keeper>,
    /// The version it says it has.
    pub version: String,
}

impl Process {
    /// Starts a memcached, empty, and waits until it answers.
    pub fn start(program: &Path, address: SocketAddr, keeper: &Rc<Keeper>) -> Outcome<Self> {
        let mut command = Command::new(program);
        command
            .args(["-l", &address.ip().to_string()])
            .args(["-p", &address.port().to_string()])
            .args(["-U", "0", "-m", "16", "-t", "1", "-c", "64"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        if geteuid().is_root() {
            // As root it does not start without a name.
            command.args(["-u", "nobody"]);
        }
        let child = command.spawn().while_doing(|| {
            format!(
                "Starting `{}` (`cargo xtask setup` installs memcached; {} names another)",
                program.display(),
                super::VARIABLE
            )
        })?;
        keeper.watch(child.id());
        let mut process = Self {
            child,
            keeper: Rc::clone(keeper),
            version: String::new(),
        };
        process.wait_until_it_answers(address)?;
        Ok(process)
    }

    fn wait_until_it_answers(&mut self, address: SocketAddr) -> Outcome {
        let started = Instant::now();
        while started.elapsed() < START {
            let ended = self.child.try_wait().while_doing(|| "Starting it".into())?;
            if let Some(status) = ended {
                let said = self.complaint();
                let message = format!("memcached ended at once ({status}) on {address}: {said}");
                return Err(Trouble::new(message));
            }
            // Another program may have taken the port: only our own process counts.
            if let Some(stats) = stats::ask(address).filter(|stats| stats.pid == self.child.id()) {
                self.version = stats.version;
                return Ok(());
            }
            sleep(Duration::from_millis(5));
        }
        let seconds = START.as_secs();
        let message = format!("memcached on {address} did not answer within {seconds} s.");
        Err(Trouble::new(message))
    }

    /// What a process that has ended wrote to its standard error.
    fn complaint(&mut self) -> String {
        let mut text = String::new();
        if let Some(stderr) = &mut self.child.stderr {
            // Half a message is better than none.
            let _ = stderr.read_to_string(&mut text);
        }
        text.trim().to_owned()
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Stops it where it stands. It keeps what it has, and answers nobody.
    pub fn freeze(&self) -> Outcome {
        self.signal(Signal::SIGSTOP)
    }

    /// Lets it go on.
    pub fn thaw(&self) -> Outcome {
        self.signal(Signal::SIGCONT)
    }

    fn signal(&self, signal: Signal) -> Outcome {
        let id = i32::try_from(self.id()).while_doing(|| "Reading a process id".into())?;
        kill(Pid::from_raw(id), signal).while_doing(|| format!("Sending {signal} to {id}"))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Until it has been waited for, its id cannot become another's. A process that has ended
        // already cannot be killed, and need not be.
        let _ = self.child.kill();
        self.keeper.forget(self.id());
        let _ = self.child.wait();
    }
}
