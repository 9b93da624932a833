//! What a browser asks for.

use std::io::{self, BufRead, BufReader, Read};

/// Longer requests are refused; those for our files take some hundred bytes.
const LONGEST: u64 = 64 * 1024;

/// A request's first line, and the one header that matters here.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// What to do with the target.
    pub method: String,
    /// What follows the server's name in the address.
    pub target: String,
    /// The encodings that the other side understands, as it lists them.
    pub accepts: String,
}

impl Request {
    /// Reads a request up to the empty line that ends its head.
    ///
    /// # Errors
    /// Where the other side says nothing, stops in the middle, or talks another
    /// language.
    pub fn read(stream: impl Read) -> io::Result<Self> {
        let mut reader = BufReader::new(stream.take(LONGEST));
        let mut line = |line: &mut String| match reader.read_line(line) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            other => other,
        };
        let mut first = String::new();
        line(&mut first)?;
        let mut header = String::from("not yet");
        let mut accepts = String::new();
        while !header.trim_end().is_empty() {
            header.clear();
            line(&mut header)?;
            if let Some((name, value)) = header.split_once(':')
                && name.eq_ignore_ascii_case("accept-encoding")
            {
                value.trim().clone_into(&mut accepts);
            }
        }
        let mut words = first.split_ascii_whitespace().map(str::to_owned);
        match (words.next(), words.next(), words.next()) {
            (Some(method), Some(target), Some(version)) if version.starts_with("HTTP/1.") => {
                Ok(Self {
                    method,
                    target,
                    accepts,
                })
            }
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, &str)>) {
        let read = Request::read(text.as_bytes()).ok();
        let read = read
            .as_ref()
            .map(|request| (&*request.method, &*request.target));
        assert_eq!(read, expected, "{text:?}");
    }

    #[test]
    fn only_a_whole_request_is_read() {
        check(
            "GET /a?b HTTP/1.1\r\nHost: x\r\n\r\n",
            Some(("GET", "/a?b")),
        );
        check("HEAD / HTTP/1.0\r\n\r\n", Some(("HEAD", "/")));
        check("GET / HTTP/1.1\r\nHost: x\r\n", None);
        check("GET /\r\n\r\n", None);
        check("", None);
        check("\u{16}\u{3}\u{1}", None);
    }

    #[test]
    fn what_the_other_side_understands_is_read_whatever_the_case() {
        let text = "GET / HTTP/1.1\r\nHost: x\r\naccept-encoding: gzip, br\r\n\r\n";
        let read = Request::read(text.as_bytes()).expect("a request");
        assert_eq!(read.accepts, "gzip, br");
    }
}
