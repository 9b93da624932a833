//! A file server for the built page, on this machine only.
//!
//! `cargo xtask serve` shows the page with it, and the browser tests mount the
//! page under a path of their choice:
//!
//! ```no_run
//! use xtask::server::{Gate, Server};
//!
//! let gate = Gate::default();
//! let server = Server::of("dist")
//!     .under("/some/sub path/")
//!     .holding_wasm(gate.clone())
//!     .start()?;
//! println!("{}", server.url()); // http://127.0.0.1:41327/some/sub%20path/
//! gate.open();
//! // It stops when `server` goes out of scope.
//! # Ok::<(), xtask::failure::Failure>(())
//! ```

mod answer;
mod content_type;
mod gate;
mod link;
mod request;
mod url_path;

use crate::failure::{Failure, Outcome, While};
use answer::Site;
pub use gate::Gate;
pub use link::Link;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

/// Where a server listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// Any free port.
    Free,
    /// Exactly this port, or none.
    Exactly(u16),
    /// This port or, where it is taken, the next free one after it.
    From(u16),
}

/// How many ports [`Port::From`] tries.
const TRIES: u16 = 100;

/// A server about to be started.
#[derive(Debug, Clone)]
pub struct Plan {
    site: Site,
    port: Port,
}

impl Plan {
    /// Serves under this path instead of the root, as many hosts of pages do.
    /// The path is plain text: spaces and the like are encoded where needed.
    #[must_use]
    pub fn under(mut self, prefix: &str) -> Self {
        let inner = prefix.trim_matches('/');
        self.site.prefix = if inner.is_empty() {
            "/".into()
        } else {
            format!("/{inner}/")
        };
        self
    }

    /// Holds `.wasm` files back until this gate is opened, so that what the page
    /// shows before its program runs can be seen.
    #[must_use]
    pub fn holding_wasm(mut self, gate: Gate) -> Self {
        self.site.wasm_gate = Some(gate);
        self
    }

    /// Sends everything over this link.
    #[must_use]
    pub fn over(mut self, link: Link) -> Self {
        self.site.link = Some(link);
        self
    }

    /// Where to listen. Without this, any free port.
    #[must_use]
    pub fn on(mut self, port: Port) -> Self {
        self.port = port;
        self
    }

    /// Starts to listen on the loopback address, in threads of its own.
    ///
    /// # Errors
    /// Where the port is taken, or no port is free.
    pub fn start(self) -> Outcome<Server> {
        let listener = listen(self.port)?;
        let address = listener
            .local_addr()
            .while_doing(|| "Asking for the server's address".into())?;
        let url = format!("http://{address}{}", url_path::encode(&self.site.prefix));
        let stopped = Arc::new(AtomicBool::new(false));
        let accepting = {
            let stopped = Arc::clone(&stopped);
            let site = Arc::new(self.site);
            thread::spawn(move || {
                for connection in listener.incoming() {
                    if stopped.load(Ordering::Acquire) {
                        break;
                    }
                    // A browser may go away before it is met.
                    let Ok(connection) = connection else { continue };
                    let site = Arc::clone(&site);
                    // A thread for each: a delayed file holds up no other, and
                    // neither do the connections that browsers open in advance.
                    thread::spawn(move || site.answer(&connection));
                }
            })
        };
        Ok(Server {
            stopped,
            accepting: Some(accepting),
            address,
            url,
        })
    }
}

/// A running server. It stops when dropped.
#[derive(Debug)]
pub struct Server {
    stopped: Arc<AtomicBool>,
    accepting: Option<JoinHandle<()>>,
    address: SocketAddr,
    url: String,
}

impl Server {
    /// Plans to serve the files of a folder.
    pub fn of(folder: impl Into<PathBuf>) -> Plan {
        Plan {
            site: Site {
                folder: folder.into(),
                prefix: "/".into(),
                wasm_gate: None,
                link: None,
            },
            port: Port::Free,
        }
    }

    /// The address of the page, path and closing slash included.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        if let Some(accepting) = self.accepting.take() {
            // Only a panic there is an error, and it has been printed.
            let _ = accepting.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let Some(accepting) = self.accepting.take() else {
            return;
        };
        self.stopped.store(true, Ordering::Release);
        // It looks at the flag when it meets the next connection.
        if TcpStream::connect(self.address).is_ok() {
            let _ = accepting.join();
        }
    }
}

fn listen(port: Port) -> Outcome<TcpListener> {
    let candidates = match port {
        Port::Free => 0..=0,
        Port::Exactly(port) => port..=port,
        Port::From(port) => port..=port.saturating_add(TRIES),
    };
    let mut reason = None;
    for port in candidates.clone() {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => reason = reason.or(Some(error)),
        }
    }
    let reason = reason.map_or_else(String::new, |reason| format!(" ({reason})"));
    Err(Failure::new(format!(
        "Could not listen on 127.0.0.1, port {} to {}{reason}. Choose another with --port.",
        candidates.start(),
        candidates.end(),
    )))
}

#[cfg(test)]
mod tests;
