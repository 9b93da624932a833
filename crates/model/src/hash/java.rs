//! Java's hash of a string, which spymemcached calls `NATIVE_HASH`.

/// `java.lang.String.hashCode` (Java SE API: s\[0\]*31^(n-1) + ... + s\[n-1\] over UTF-16 units),
/// its 32 bits taken as unsigned.
///
/// `bytes` are read as UTF-8; what is not UTF-8 counts as U+FFFD. Allocates only in that case.
#[must_use]
pub fn java_string_hash(bytes: &[u8]) -> u32 {
    String::from_utf8_lossy(bytes)
        .encode_utf16()
        .fold(0, |hash: u32, unit| {
            hash.wrapping_mul(31).wrapping_add(u32::from(unit))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_hash_as_in_java() {
        // OpenJDK 17: "".hashCode() is 0, "Hello".hashCode() is 69609650, and "polygenelubricants"
        // is the well-known string whose hash is Integer.MIN_VALUE.
        assert_eq!(java_string_hash(b""), 0);
        assert_eq!(java_string_hash(b"Hello"), 69_609_650);
        assert_eq!(java_string_hash(b"polygenelubricants"), 0x8000_0000);
    }

    #[test]
    fn a_character_outside_the_basic_plane_counts_as_its_two_surrogates() {
        // U+1F600 is D83D DE00.
        assert_eq!(
            java_string_hash("\u{1f600}".as_bytes()),
            0xd83d * 31 + 0xde00
        );
    }
}
