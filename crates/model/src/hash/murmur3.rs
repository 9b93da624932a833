//! `MurmurHash3` for 32-bit machines.

const C1: u32 = 0xcc9e_2d51;
const C2: u32 = 0x1b87_3593;

/// `MurmurHash3_x86_32` (Austin Appleby, `MurmurHash3.cpp`) with seed 0, over a stream of bytes.
///
/// It takes an iterator so that a name made of parts need not be joined first: pymemcache hashes
/// `node-key` for every node and key.
#[must_use]
pub fn murmur3_32(bytes: impl IntoIterator<Item = u8>) -> u32 {
    let (mut hash, mut length, mut block) = (0_u32, 0_u32, 0_u32);
    for byte in bytes {
        block |= u32::from(byte) << (8 * (length % 4));
        length = length.wrapping_add(1);
        if length.is_multiple_of(4) {
            hash = (hash ^ scrambled(block))
                .rotate_left(13)
                .wrapping_mul(5)
                .wrapping_add(0xe654_6b64);
            block = 0;
        }
    }
    // A last block of no bytes is 0, and 0 scrambles to 0.
    avalanche(hash ^ scrambled(block) ^ length)
}

fn scrambled(block: u32) -> u32 {
    block.wrapping_mul(C1).rotate_left(15).wrapping_mul(C2)
}

fn avalanche(mut hash: u32) -> u32 {
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_hash_to_the_published_vectors() {
        // Vectors with seed 0 listed for MurmurHash3_x86_32 in Wikipedia's "MurmurHash".
        let hash = |text: &str| murmur3_32(text.bytes());
        assert_eq!(hash(""), 0);
        assert_eq!(hash("test"), 0xba6b_d213);
        assert_eq!(hash("Hello, world!"), 0xc036_3e43);
        assert_eq!(
            hash("The quick brown fox jumps over the lazy dog"),
            0x2e4f_f723
        );
    }
}
