//! A file server for the built page, on this machine only.
//!
//! `cargo xtask serve` shows the page with it, and the browser tests mount the
//! page under a path of their choice:
//!
//! ```no_run
//! use std::time::Duration;
//! use xtask::server::Server;
//!
//! let server = Server::of("dist")
//!     .under("/some/sub path/")
//!     .delaying_wasm(Duration::from_millis(500))
//!     .start()?;
//! println!("{}", server.url()); // http://127.0.0.1:41327/some/sub%20path/
//! // It stops when `server` goes out of scope.
//! # Ok::<(), xtask::failure::Failure>(())
//! ```

mod answer;
mod content_type;
mod url_path;

use crate::failure::{Failure, Outcome};
use answer::Site;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

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

    /// Answers requests for `.wasm` files only after this long, so that what the
    /// page shows before its program runs can be seen.
    #[must_use]
    pub fn delaying_wasm(mut self, delay: Duration) -> Self {
        self.site.wasm_delay = delay;
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
        let http = Arc::new(listen(self.port)?);
        let address = http
            .server_addr()
            .to_ip()
            .ok_or_else(|| Failure::new("The server got no address."))?;
        let url = format!("http://{address}{}", url_path::encode(&self.site.prefix));
        let listener = {
            let http = Arc::clone(&http);
            let site = Arc::new(self.site);
            thread::spawn(move || {
                // Ends when the server is told to stop.
                for request in http.incoming_requests() {
                    let site = Arc::clone(&site);
                    // A thread for each, so that a delayed file holds up no other.
                    thread::spawn(move || site.answer(request));
                }
            })
        };
        Ok(Server {
            http: Some(http),
            listener: Some(listener),
            address,
            url,
        })
    }
}

/// A running server. It stops when dropped.
pub struct Server {
    http: Option<Arc<tiny_http::Server>>,
    listener: Option<JoinHandle<()>>,
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
                wasm_delay: Duration::ZERO,
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
        if let Some(listener) = self.listener.take() {
            // Only a panic there is an error, and it has been printed.
            let _ = listener.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let Some(http) = self.http.take() else { return };
        http.unblock();
        if let Some(listener) = self.listener.take() {
            let _ = listener.join();
        }
        drop(http);
        // The library lets go of the port in a thread of its own, a moment later.
        for _ in 0..100 {
            if TcpStream::connect(self.address).is_err() {
                return;
            }
            thread::sleep(Duration::from_millis(5));
        }
    }
}

fn listen(port: Port) -> Outcome<tiny_http::Server> {
    let candidates = match port {
        Port::Free => 0..=0,
        Port::Exactly(port) => port..=port,
        Port::From(port) => port..=port.saturating_add(TRIES),
    };
    let mut reason = None;
    for port in candidates.clone() {
        match tiny_http::Server::http((Ipv4Addr::LOCALHOST, port)) {
            Ok(server) => return Ok(server),
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
