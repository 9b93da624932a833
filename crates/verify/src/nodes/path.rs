//! A way to a node that can be cut: a small TCP forwarder.
//!
//! Cut, it listens no more and closes what runs through it, so a client is refused at once. The
//! process behind it notices closed connections, and keeps what it has.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use crate::trouble::{Outcome, While};

/// A way from a client's address to a node's.
#[derive(Debug)]
pub struct Path {
    from: SocketAddr,
    to: SocketAddr,
    gate: Option<Gate>,
}

/// The open way: whoever accepts, and what runs through.
#[derive(Debug)]
struct Gate {
    closing: Arc<AtomicBool>,
    streams: Arc<Mutex<Vec<TcpStream>>>,
    acceptor: JoinHandle<()>,
}

impl Path {
    /// An open way between two addresses.
    pub fn open(from: SocketAddr, to: SocketAddr) -> Outcome<Self> {
        let gate = None;
        let mut path = Self { from, to, gate };
        path.mend()?;
        Ok(path)
    }

    /// Where the client knocks.
    pub fn from(&self) -> SocketAddr {
        self.from
    }

    /// Closes the way, if it is open.
    pub fn cut(&mut self) {
        let Some(gate) = self.gate.take() else { return };
        gate.closing.store(true, Ordering::SeqCst);
        // Whoever waits for a client gets one, and looks up.
        let _ = TcpStream::connect(self.from);
        let _ = gate.acceptor.join();
        let mut streams = gate.streams.lock().unwrap_or_else(PoisonError::into_inner);
        for stream in streams.drain(..) {
            // One that is closed already is what we want.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Opens the way again, if it is cut.
    pub fn mend(&mut self) -> Outcome {
        if self.gate.is_some() {
            return Ok(());
        }
        let from = self.from;
        let listener =
            TcpListener::bind(from).while_doing(|| format!("Opening a way through {from}"))?;
        let closing = Arc::new(AtomicBool::new(false));
        let streams = Arc::default();
        let acceptor = {
            let (closing, streams, to) = (Arc::clone(&closing), Arc::clone(&streams), self.to);
            thread::spawn(move || accept(&listener, to, &closing, &streams))
        };
        self.gate = Some(Gate {
            closing,
            streams,
            acceptor,
        });
        Ok(())
    }
}

impl Drop for Path {
    fn drop(&mut self) {
        self.cut();
    }
}

fn accept(
    listener: &TcpListener,
    to: SocketAddr,
    closing: &AtomicBool,
    streams: &Mutex<Vec<TcpStream>>,
) {
    for client in listener.incoming() {
        if closing.load(Ordering::SeqCst) {
            return;
        }
        let Ok(client) = client else { continue };
        // Where the node is down, the client's connection is dropped here, and so closed.
        let Ok(server) = TcpStream::connect(to) else {
            continue;
        };
        // A stream that cannot be handed on is dropped, and so closed.
        let _ = join(&client, &server, streams);
    }
}

fn join(client: &TcpStream, server: &TcpStream, streams: &Mutex<Vec<TcpStream>>) -> io::Result<()> {
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let mut open = streams.lock().unwrap_or_else(PoisonError::into_inner);
    open.extend([client.try_clone()?, server.try_clone()?]);
    drop(open);
    pump(client.try_clone()?, server.try_clone()?);
    pump(server.try_clone()?, client.try_clone()?);
    Ok(())
}

/// Carries bytes one way until an end is closed, then closes both.
fn pump(mut from: TcpStream, mut to: TcpStream) {
    thread::spawn(move || {
        // How the connection ended makes no difference here.
        let _ = io::copy(&mut from, &mut to);
        let _ = from.shutdown(Shutdown::Both);
        let _ = to.shutdown(Shutdown::Both);
    });
}
