//! Jenkins' one-at-a-time hash, the default of libmemcached.

/// Bob Jenkins' one-at-a-time (Dr. Dobb's Journal, September 1997), as libmemcached computes it.
///
/// libmemcached 1.1.4 reads a byte as a signed `char` on x86-64, so keys with bytes from 0x80 up
/// hash differently from the published function.
#[must_use]
pub fn one_at_a_time(bytes: &[u8]) -> u32 {
    let mut hash = 0_u32;
    for &byte in bytes {
        hash = hash.wrapping_add(super::signed_char(byte));
        hash = hash.wrapping_add(hash << 10);
        hash ^= hash >> 6;
    }
    hash = hash.wrapping_add(hash << 3);
    hash ^= hash >> 11;
    hash.wrapping_add(hash << 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_hashes_to_the_published_vectors() {
        // Vectors printed with the function in Wikipedia's "Jenkins hash function".
        assert_eq!(one_at_a_time(b"a"), 0xca2e_9442);
        assert_eq!(
            one_at_a_time(b"The quick brown fox jumps over the lazy dog"),
            0x519e_91f5
        );
    }
}
