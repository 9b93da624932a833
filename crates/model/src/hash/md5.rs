//! MD5, cut into the four 32-bit words that ketama takes for four points.

use md5::{Digest, Md5};

/// The four little-endian words of the MD5 digest (RFC 1321) of `bytes`.
///
/// Ketama (libketama's `ketama_hashi` and all that follow it) makes four points of a node from
/// one digest, and a key's hash from the first word. One MD5 block for each 64 bytes.
#[must_use]
pub fn md5_words(bytes: &[u8]) -> [u32; 4] {
    words(Md5::digest(bytes).into())
}

/// The first word of [`md5_words`]: the hash that most ketama clients give a key.
#[must_use]
pub fn md5_word(bytes: &[u8]) -> u32 {
    md5_words(bytes)[0]
}

/// [`md5_word`] of `prefix` and `bytes` put together.
#[must_use]
pub fn md5_word_after(prefix: &[u8], bytes: &[u8]) -> u32 {
    words(
        Md5::new()
            .chain_update(prefix)
            .chain_update(bytes)
            .finalize()
            .into(),
    )[0]
}

fn words(digest: [u8; 16]) -> [u32; 4] {
    let word = |at: usize| {
        u32::from_le_bytes([digest[at], digest[at + 1], digest[at + 2], digest[at + 3]])
    };
    [word(0), word(4), word(8), word(12)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_the_digests_of_rfc_1321() {
        // RFC 1321, appendix A.5: d41d8cd98f00b204e9800998ecf8427e, 900150983cd24fb0d6963f7d28e17f72.
        assert_eq!(
            md5_words(b""),
            [0xd98c_1dd4, 0x04b2_008f, 0x9809_80e9, 0x7e42_f8ec]
        );
        assert_eq!(
            md5_words(b"abc"),
            [0x9850_0190, 0xb04f_d23c, 0x7d3f_96d6, 0x727f_e128]
        );
    }

    #[test]
    fn the_first_points_of_a_ketama_node_are_those_of_libmemcached() {
        // libmemcached 1.1.4, server 10.0.0.1:11211, group 0; key session-0.
        assert_eq!(
            md5_words(b"10.0.0.1-0"),
            [563_378_236, 920_037_467, 4_058_903_954, 1_084_864_719]
        );
        assert_eq!(md5_word(b"session-0"), 1_952_165_167);
        assert_eq!(md5_word_after(b"sess", b"ion-0"), 1_952_165_167);
    }
}
