//! FNV-1a, as twemproxy computes the one it calls 64 bits wide.

/// The offset basis of 64-bit FNV, 0xcbf29ce484222325, cut to 32 bits.
const BASIS: u32 = 0x8422_2325;
/// The prime of 64-bit FNV, 0x100000001b3, cut to 32 bits.
const PRIME: u32 = 0x0000_01b3;

/// twemproxy's `fnv1a_64`, its default hash of a key.
///
/// The program holds the state in 32 bits, so that the constants of the 64-bit function lose
/// their upper halves. The result is the lower half of the true FNV-1a 64, since
/// multiplication and exclusive-or never carry downwards; but a byte from 0x80 up is taken as a
/// signed `char` and flips every higher bit as well. (twemproxy 0.5.0, x86-64.)
#[must_use]
pub fn fnv1a_64_in_32_bits(bytes: &[u8]) -> u32 {
    bytes.iter().fold(BASIS, |hash, &byte| {
        (hash ^ super::signed_char(byte)).wrapping_mul(PRIME)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn for_ascii_it_is_the_lower_half_of_the_published_vectors() {
        // Vectors of the FNV authors (draft-eastlake-fnv, test suite fnv_test_str):
        // "" cbf29ce484222325, "a" af63dc4c8601ec8c, "foobar" 85944171f73967e8.
        assert_eq!(fnv1a_64_in_32_bits(b""), 0x8422_2325);
        assert_eq!(fnv1a_64_in_32_bits(b"a"), 0x8601_ec8c);
        assert_eq!(fnv1a_64_in_32_bits(b"foobar"), 0xf739_67e8);
    }
}
