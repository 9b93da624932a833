//! The ways in which files travel compressed.

use crate::failure::{Outcome, While};
use flate2::write::GzEncoder;
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A way that browsers understand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// The smaller one. Browsers take it over https, and from the own machine.
    Brotli,
    /// The one that everything understands.
    Gzip,
}

impl Encoding {
    /// All, the smallest first.
    pub const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// Its name in a header.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The name of the compressed file beside this one: its own with `.br` or `.gz` behind it, as
    /// hosts of pages look for it.
    #[must_use]
    pub fn beside(self, file: &Path) -> PathBuf {
        let mut name = OsString::from(file);
        name.push(".");
        name.push(self.ending());
        name.into()
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }

    /// The way in which a file is compressed, by its name.
    #[must_use]
    pub fn of(file: &Path) -> Option<Self> {
        let ending = file.extension()?;
        Self::ALL
            .into_iter()
            .find(|encoding| ending == encoding.ending())
    }

    /// Those that an `Accept-Encoding` header lists, the smallest first. One with a weight of zero
    /// is refused by it.
    pub fn accepted(header: &str) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |encoding| {
            header.split(',').any(|listed| {
                let (name, weight) = listed.split_once(';').unwrap_or((listed, ""));
                let weight = weight.trim().strip_prefix("q=").map(str::parse::<f32>);
                name.trim().eq_ignore_ascii_case(encoding.name())
                    && weight.is_none_or(|weight| weight.is_ok_and(|weight| weight > 0.0))
            })
        })
    }

    /// The bytes, as small as this way makes them.
    ///
    /// # Errors
    /// None that can be foreseen: both write into memory.
    pub fn compress(self, bytes: &[u8]) -> Outcome<Vec<u8>> {
        let mut out = Vec::new();
        match self {
            Self::Brotli => {
                let best = brotli::enc::BrotliEncoderParams::default();
                brotli::BrotliCompress(&mut &*bytes, &mut out, &best).map(|_| ())
            }
            Self::Gzip => {
                let mut encoder = GzEncoder::new(&mut out, flate2::Compression::best());
                encoder.write_all(bytes).and_then(|()| encoder.try_finish())
            }
        }
        .while_doing(|| "Compressing".into())?;
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read;

    #[test]
    fn what_a_header_lists_is_accepted_the_smallest_first() {
        let check = |header: &str, expected: &[Encoding]| {
            let accepted: Vec<Encoding> = Encoding::accepted(header).collect();
            assert_eq!(accepted, expected, "{header}");
        };
        check("gzip, deflate, br, zstd", &Encoding::ALL);
        check("GZIP;q=0.5", &[Encoding::Gzip]);
        check("br;q=0, gzip ; q=1.0", &[Encoding::Gzip]);
        check("", &[]);
        check("identity, brotli", &[]);
    }

    #[test]
    fn compressed_bytes_come_back_as_they_were() {
        let bytes = b"one ring, ".repeat(1000);
        for encoding in Encoding::ALL {
            let small = encoding.compress(&bytes).expect("compressed");
            assert!(small.len() < 100, "{encoding:?}");
            let mut back = Vec::new();
            match encoding {
                Encoding::Brotli => brotli::BrotliDecompress(&mut &*small, &mut back),
                Encoding::Gzip => GzDecoder::new(&*small).read_to_end(&mut back).map(|_| ()),
            }
            .expect("read");
            assert_eq!(back, bytes, "{encoding:?}");
        }
    }

    #[test]
    fn a_compressed_file_keeps_the_whole_name() {
        let beside = Encoding::Brotli.beside(Path::new("a/app_bg.wasm"));
        assert_eq!(beside, Path::new("a/app_bg.wasm.br"));
    }
}
