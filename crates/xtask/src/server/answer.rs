//! What a request gets.

use super::{content_type, url_path};
use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;
use tiny_http::{Header, Method, Request, Response, StatusCode};

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
    /// Answers one request, in the calling thread.
    pub fn answer(&self, request: Request) {
        let (status, kind, body) = match request.method() {
            Method::Get | Method::Head => self.find(request.url()),
            _ => (405, "text/plain; charset=utf-8", b"Only GET.\n".to_vec()),
        };
        let headers = [
            ("Content-Type", kind),
            // A new build must show at once.
            ("Cache-Control", "no-cache"),
            ("X-Content-Type-Options", "nosniff"),
        ];
        let headers = headers
            .into_iter()
            .filter_map(|(name, value)| Header::from_bytes(name, value).ok())
            .collect();
        let length = body.len();
        let response = Response::new(
            StatusCode(status),
            headers,
            body.as_slice(),
            Some(length),
            None,
        )
        // The length is known, so the browser may know it too.
        .with_chunked_threshold(usize::MAX);
        // A browser may go away in the middle: nobody is left to tell.
        let _ = request.respond(response);
    }

    fn find(&self, target: &str) -> (u16, &'static str, Vec<u8>) {
        let found = url_path::file_of(target, &self.prefix).and_then(|file| {
            let body = fs::read(self.folder.join(&file)).ok()?;
            Some((file, body))
        });
        let Some((file, body)) = found else {
            let message = format!("There is no {target} here.\n");
            return (404, "text/plain; charset=utf-8", message.into_bytes());
        };
        if file
            .extension()
            .is_some_and(|extension| extension == "wasm")
        {
            sleep(self.wasm_delay);
        }
        (200, content_type::of(&file), body)
    }
}
