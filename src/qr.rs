//! A text as a QR code, drawn as one path.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

/// How many modules must stay empty around a code (ISO/IEC 18004).
const QUIET: i32 = 4;

/// A drawn QR code, the quiet zone included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// How many modules it is wide and high.
    pub size: i32,
    /// The dark modules, as the `d` of a path.
    pub path: String,
}

/// The code of a text; none if the text is too long for one: it takes 2953 bytes at most.
#[must_use]
pub fn draw(text: &str) -> Option<Drawing> {
    // A link has letters of both cases, so no denser kind of segment is ever possible.
    let bytes = QrSegment::make_bytes(text.as_bytes());
    let code = QrCode::encode_segments(&[bytes], QrCodeEcc::Low).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size())
                .take_while(|&x| code.get_module(x, y))
                .count();
            let run = i32::try_from(run).unwrap_or(0);
            if run > 0 {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run + 1;
        }
    }
    Some(Drawing {
        size: code.size() + 2 * QUIET,
        path,
    })
}
