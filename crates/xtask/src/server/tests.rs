//! The server, asked over a real connection.

use super::*;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

/// A folder with a page in it, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("ringside-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("index.html"), "<p>page").expect("a file");
        fs::write(folder.join("app.wasm"), b"\0asm").expect("a file");
        Self(folder)
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn get(server: &Server, target: &str) -> String {
    let mut stream = TcpStream::connect(server.address()).expect("connected");
    write!(
        stream,
        "GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    .expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answered");
    answer
}

#[test]
fn the_page_is_served_under_its_prefix_and_never_cached() {
    let folder = Scratch::new("prefix");
    let server = Server::of(folder.path())
        .under("/some/sub path/")
        .start()
        .expect("started");
    assert!(server.url().ends_with("/some/sub%20path/"));
    let page = get(&server, "/some/sub%20path/");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("Content-Type: text/html"), "{page}");
    assert!(page.contains("Cache-Control: no-cache"), "{page}");
    assert!(page.ends_with("<p>page"), "{page}");
    assert!(get(&server, "/").starts_with("HTTP/1.1 404"));
}

#[test]
fn wasm_is_held_back_until_the_gate_opens_and_nothing_else_is() {
    let folder = Scratch::new("gate");
    let gate = Gate::default();
    let server = Server::of(folder.path())
        .holding_wasm(gate.clone())
        .start()
        .expect("started");
    let arrived = AtomicBool::new(false);
    thread::scope(|scope| {
        let held = scope.spawn(|| {
            let wasm = get(&server, "/app.wasm");
            arrived.store(true, Ordering::SeqCst);
            wasm
        });
        for _ in 0..10 {
            assert!(get(&server, "/index.html").starts_with("HTTP/1.1 200"));
        }
        assert!(!arrived.load(Ordering::SeqCst));
        gate.open();
        let wasm = held.join().expect("an answer");
        assert!(wasm.contains("application/wasm"), "{wasm}");
    });
}

#[test]
fn a_taken_port_leads_to_the_next_and_a_dropped_server_frees_its_port() {
    let folder = Scratch::new("port");
    let first = Server::of(folder.path()).start().expect("started");
    let port = first.address().port();
    let plan = Server::of(folder.path());
    assert!(plan.clone().on(Port::Exactly(port)).start().is_err());
    let second = plan.clone().on(Port::From(port)).start().expect("started");
    assert!(second.address().port() > port);
    drop(first);
    let again = plan.on(Port::Exactly(port)).start();
    assert!(again.is_ok(), "{:?}", again.err());
}

#[test]
fn connections_that_say_nothing_hold_up_no_other() {
    let folder = Scratch::new("silent");
    let server = Server::of(folder.path()).start().expect("started");
    let silent: Vec<TcpStream> = (0..50)
        .map(|_| TcpStream::connect(server.address()).expect("connected"))
        .collect();
    assert!(get(&server, "/").ends_with("<p>page"));
    drop(silent);
}

#[test]
fn only_reading_is_allowed() {
    let folder = Scratch::new("methods");
    let server = Server::of(folder.path()).start().expect("started");
    let ask = |line: &str| {
        let mut stream = TcpStream::connect(server.address()).expect("connected");
        write!(stream, "{line} HTTP/1.1\r\nHost: x\r\n\r\n").expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("answered");
        answer
    };
    assert!(ask("POST /").starts_with("HTTP/1.1 405"));
    let head = ask("HEAD /");
    assert!(head.contains("Content-Length: 7"), "{head}");
    assert!(head.ends_with("\r\n\r\n"), "{head}");
}

#[test]
fn a_browser_gets_the_smallest_file_that_it_understands() {
    let folder = Scratch::new("encodings");
    for (name, text) in [("app.wasm.br", "brotli"), ("app.wasm.gz", "gzip")] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let server = Server::of(folder.path()).start().expect("started");
    let ask = |accepts: &str| {
        let mut stream = TcpStream::connect(server.address()).expect("connected");
        write!(
            stream,
            "GET /app.wasm HTTP/1.1\r\nHost: x\r\nAccept-Encoding: {accepts}\r\n\r\n"
        )
        .expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("answered");
        assert!(
            answer.contains("Content-Type: application/wasm"),
            "{answer}"
        );
        assert!(answer.contains("Vary: Accept-Encoding"), "{answer}");
        answer
    };
    let brotli = ask("gzip, deflate, br");
    assert!(brotli.contains("Content-Encoding: br\r\n"), "{brotli}");
    assert!(brotli.ends_with("\r\n\r\nbrotli"), "{brotli}");
    let gzip = ask("gzip, br;q=0");
    assert!(gzip.contains("Content-Encoding: gzip\r\n"), "{gzip}");
    let plain = ask("identity");
    assert!(!plain.contains("Content-Encoding"), "{plain}");
    assert!(plain.ends_with("\0asm"), "{plain}");
}
