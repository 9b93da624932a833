//! What a request gets.

use super::request::Request;
use super::{content_type, url_path};
use std::fs;
use std::io::{self, Write};
use std::net::{Shutdown, TcpStream};
use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

/// How long a connection may stay silent. Browsers open some in advance.
const PATIENCE: Duration = Duration::from_mins(5);

/// A folder of files as the world sees it.
#[derive(Debug, Clone)]
pub struct Site {
    /// The folder.
    pub folder: PathBuf,
    /// The path that it is seen under; begins and ends with a slash.
    pub prefix: String,
    /// How long a `.wasm` file is held back.
    pub wasm_delay: Duration,
}

impl Site {
    /// Answers one request, in the calling thread. The connection serves no other:
    /// nothing then waits for a thread that sits on an idle one.
    pub fn answer(&self, connection: &TcpStream) {
        // A browser may go away in the middle: nobody is left to tell.
        let _ = self.try_answer(connection);
    }

    fn try_answer(&self, mut connection: &TcpStream) -> io::Result<()> {
        connection.set_read_timeout(Some(PATIENCE))?;
        let request = Request::read(connection)?;
        let (status, kind, body) = match request.method.as_str() {
            "GET" | "HEAD" => self.find(&request.target),
            _ => (
                "405 Method Not Allowed",
                "text/plain; charset=utf-8",
                b"Only GET.\n".to_vec(),
            ),
        };
        // `no-cache`: a new build must show at once. Everyone may read it: a frame without an
        // origin of its own asks for the program as a stranger.
        let head = format!(
            "HTTP/1.1 {status}\r\n\
             Content-Type: {kind}\r\n\
             Content-Length: {}\r\n\
             Cache-Control: no-cache\r\n\
             X-Content-Type-Options: nosniff\r\n\
             Access-Control-Allow-Origin: *\r\n\
             Connection: close\r\n\r\n",
            body.len(),
        );
        connection.write_all(head.as_bytes())?;
        if request.method != "HEAD" {
            connection.write_all(&body)?;
        }
        connection.shutdown(Shutdown::Write)
    }

    fn find(&self, target: &str) -> (&'static str, &'static str, Vec<u8>) {
        let found = url_path::file_of(target, &self.prefix).and_then(|file| {
            let body = fs::read(self.folder.join(&file)).ok()?;
            Some((file, body))
        });
        let Some((file, body)) = found else {
            let message = format!("There is no {target} here.\n");
            return (
                "404 Not Found",
                "text/plain; charset=utf-8",
                message.into_bytes(),
            );
        };
        if file
            .extension()
            .is_some_and(|extension| extension == "wasm")
        {
            sleep(self.wasm_delay);
        }
        ("200 OK", content_type::of(&file), body)
    }
}
