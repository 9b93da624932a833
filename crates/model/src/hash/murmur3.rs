//! `MurmurHash3` for 32-bit machines, whole or in pieces.

const C1: u32 = 0xcc9e_2d51;
const C2: u32 = 0x1b87_3593;

/// A `MurmurHash3_x86_32` under way (Austin Appleby, `MurmurHash3.cpp`).
///
/// pymemcache hashes `node-key` for every node and key, so each node keeps the hash of its own
/// part and goes on from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Murmur3 {
    hash: u32,
    /// The bytes since the last whole block of four, the first of them lowest.
    block: u32,
    length: u32,
}

impl Murmur3 {
    /// The hash of no bytes yet, with seed 0.
    pub const START: Self = Self {
        hash: 0,
        block: 0,
        length: 0,
    };

    /// This hash carried on over `bytes`.
    #[must_use]
    pub fn then(mut self, bytes: impl IntoIterator<Item = u8>) -> Self {
        for byte in bytes {
            self.block |= u32::from(byte) << (8 * (self.length % 4));
            self.length = self.length.wrapping_add(1);
            if self.length.is_multiple_of(4) {
                let mixed = (self.hash ^ scrambled(self.block)).rotate_left(13);
                self.hash = mixed.wrapping_mul(5).wrapping_add(0xe654_6b64);
                self.block = 0;
            }
        }
        self
    }

    /// The hash of all bytes so far.
    #[must_use]
    pub fn finish(self) -> u32 {
        // A block of no bytes is 0, and 0 scrambles to 0.
        let mut hash = self.hash ^ scrambled(self.block) ^ self.length;
        hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
        hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
        hash ^ (hash >> 16)
    }
}

/// The `MurmurHash3_x86_32` of `bytes` with seed 0.
#[must_use]
pub fn murmur3_32(bytes: &[u8]) -> u32 {
    Murmur3::START.then(bytes.iter().copied()).finish()
}

fn scrambled(block: u32) -> u32 {
    block.wrapping_mul(C1).rotate_left(15).wrapping_mul(C2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_hash_to_the_published_vectors() {
        // Vectors with seed 0 listed for MurmurHash3_x86_32 in Wikipedia's "MurmurHash".
        assert_eq!(murmur3_32(b""), 0);
        assert_eq!(murmur3_32(b"test"), 0xba6b_d213);
        assert_eq!(murmur3_32(b"Hello, world!"), 0xc036_3e43);
        assert_eq!(
            murmur3_32(b"The quick brown fox jumps over the lazy dog"),
            0x2e4f_f723
        );
    }

    #[test]
    fn a_hash_in_pieces_is_the_hash_of_the_whole() {
        let text = b"Hello, world!";
        for cut in 0..text.len() {
            let (before, after) = text.split_at(cut);
            let pieces = Murmur3::START
                .then(before.iter().copied())
                .then(after.iter().copied());
            assert_eq!(pieces.finish(), 0xc036_3e43, "cut at {cut}");
        }
    }
}
