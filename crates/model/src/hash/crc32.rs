//! CRC-32 of IEEE 802.3 (zlib, gzip, PNG), whole or in pieces.

/// One byte's effect on the remainder, for each byte: the reflected polynomial 0xEDB88320.
const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte: u32 = 0;
    while byte < 256 {
        let mut rest = byte;
        let mut bit = 0;
        while bit < 8 {
            rest = if rest & 1 == 1 {
                (rest >> 1) ^ 0xedb8_8320
            } else {
                rest >> 1
            };
            bit += 1;
        }
        table[byte as usize] = rest;
        byte += 1;
    }
    table
};

/// A CRC-32 under way. nginx hashes a server's name once, and goes on from there for each of its
/// points; so a copy of an unfinished sum is a value of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crc32(u32);

impl Crc32 {
    /// The sum of no bytes yet.
    pub const START: Self = Self(u32::MAX);

    /// This sum carried on over `bytes`.
    #[must_use]
    pub fn then(self, bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(self.0, |sum, &byte| {
            TABLE[usize::from(sum.to_le_bytes()[0] ^ byte)] ^ (sum >> 8)
        }))
    }

    /// The checksum of all bytes so far.
    #[must_use]
    pub fn finish(self) -> u32 {
        !self.0
    }
}

/// The CRC-32 of `bytes`.
#[must_use]
pub fn crc32(bytes: &[u8]) -> u32 {
    Crc32::START.then(bytes).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_value_is_the_published_one() {
        // "check" of CRC-32/ISO-HDLC in Greg Cook's catalogue of parametrised CRC algorithms.
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn a_sum_in_pieces_is_the_sum_of_the_whole() {
        let pieces = Crc32::START.then(b"1234").then(b"").then(b"56789");
        assert_eq!(pieces.finish(), crc32(b"123456789"));
    }
}
