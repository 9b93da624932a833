//! The hash functions that memcached clients put keys and nodes on a ring with.
//!
//! Each is the function *as the named program computes it*, mistakes included: a ring is only the
//! same ring if every bit is. All take bytes and give a `u32`; none allocates.

mod crc32;
mod fnv;
mod java;
mod md5;
mod murmur3;
mod one_at_a_time;

pub use crc32::{Crc32, crc32};
pub use fnv::fnv1a_64_in_32_bits;
pub use java::java_string_hash;
pub use md5::{LANES, md5_word, md5_word_after, md5_words, md5_words_of_each};
pub use murmur3::{Murmur3, murmur3_32};
pub use one_at_a_time::one_at_a_time;

/// A byte as C's `char` on x86-64, widened to 32 bits: from 0x80 up the sign fills the upper bits.
fn signed_char(byte: u8) -> u32 {
    i32::from(byte.cast_signed()).cast_unsigned()
}
