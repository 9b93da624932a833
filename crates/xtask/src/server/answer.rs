//! What a request gets.

use super::gate::Gate;
use super::link::Link;
use super::request::Request;
use super::{content_type, url_path};
use crate::encoding::Encoding;
use std::fs;
use std::io::{self, Write};
use std::net::{Shutdown, TcpStream};
use std::path::PathBuf;
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
    /// What holds `.wasm` files back.
    pub wasm_gate: Option<Gate>,
    /// What answers are sent over, if not just the loopback device.
    pub link: Option<Link>,
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
        let answer = match request.method.as_str() {
            "GET" | "HEAD" => self.find(&request),
            _ => Answer::text("405 Method Not Allowed", "Only GET.\n".into()),
        };
        let encoding = answer.encoding.map_or_else(String::new, |encoding| {
            format!("Content-Encoding: {}\r\n", encoding.name())
        });
        // `no-cache`: a new build must show at once. Everyone may read it: a frame without an
        // origin of its own asks for the program as a stranger.
        let head = format!(
            "HTTP/1.1 {}\r\n\
             Content-Type: {}\r\n\
             Content-Length: {}\r\n\
             {encoding}\
             Vary: Accept-Encoding\r\n\
             Cache-Control: no-cache\r\n\
             X-Content-Type-Options: nosniff\r\n\
             Access-Control-Allow-Origin: *\r\n\
             Connection: close\r\n\r\n",
            answer.status,
            answer.kind,
            answer.body.len(),
        );
        if let Some(link) = &self.link {
            link.wait();
        }
        connection.write_all(head.as_bytes())?;
        match &self.link {
            _ if request.method == "HEAD" => {}
            Some(link) => link.send(&answer.body, connection)?,
            None => connection.write_all(&answer.body)?,
        }
        connection.shutdown(Shutdown::Write)
    }

    fn find(&self, request: &Request) -> Answer {
        let target = &request.target;
        let found =
            url_path::file_of(target, &self.prefix).filter(|file| self.folder.join(file).is_file());
        let Some(file) = found else {
            return Answer::text("404 Not Found", format!("There is no {target} here.\n"));
        };
        if let Some(gate) = &self.wasm_gate
            && file.extension().is_some_and(|kind| kind == "wasm")
        {
            gate.pass();
        }
        let original = self.folder.join(&file);
        let compressed = Encoding::accepted(&request.accepts).find_map(|encoding| {
            let body = fs::read(encoding.beside(&original)).ok()?;
            Some((Some(encoding), body))
        });
        match compressed.map_or_else(|| Ok((None, fs::read(&original)?)), io::Result::Ok) {
            Ok((encoding, body)) => Answer {
                status: "200 OK",
                kind: content_type::of(&file),
                encoding,
                body,
            },
            Err(reason) => Answer::text(
                "500 Internal Server Error",
                format!("{target} cannot be read: {reason}\n"),
            ),
        }
    }
}

/// What goes back to the browser.
struct Answer {
    status: &'static str,
    kind: &'static str,
    /// How the body is compressed, if it is.
    encoding: Option<Encoding>,
    body: Vec<u8>,
}

impl Answer {
    fn text(status: &'static str, text: String) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            encoding: None,
            body: text.into_bytes(),
        }
    }
}
