//! MD5, cut into the four 32-bit words that ketama takes for four points.
//!
//! Keys and names are short, so nearly every message is one block, and one MD5 is a chain of
//! steps that each wait for the last. Eight messages side by side keep the processor busy, with
//! vector instructions where the target has them.

use std::array;
use std::num::Wrapping;
use std::ops::{Add, BitAnd, BitOr, BitXor, Not, Sub};

use wide::u32x8;

/// How many messages are hashed side by side.
pub const LANES: usize = 8;

/// The longest message that fits one block with its end mark and its length.
const SHORT: usize = 55;

/// The state before the first block (RFC 1321, section 3.3).
const START: [u32; 4] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];

/// The added constants (RFC 1321, section 3.4), by round.
const SINES: [[u32; 16]; 4] = [
    [
        0xd76a_a478,
        0xe8c7_b756,
        0x2420_70db,
        0xc1bd_ceee,
        0xf57c_0faf,
        0x4787_c62a,
        0xa830_4613,
        0xfd46_9501,
        0x6980_98d8,
        0x8b44_f7af,
        0xffff_5bb1,
        0x895c_d7be,
        0x6b90_1122,
        0xfd98_7193,
        0xa679_438e,
        0x49b4_0821,
    ],
    [
        0xf61e_2562,
        0xc040_b340,
        0x265e_5a51,
        0xe9b6_c7aa,
        0xd62f_105d,
        0x0244_1453,
        0xd8a1_e681,
        0xe7d3_fbc8,
        0x21e1_cde6,
        0xc337_07d6,
        0xf4d5_0d87,
        0x455a_14ed,
        0xa9e3_e905,
        0xfcef_a3f8,
        0x676f_02d9,
        0x8d2a_4c8a,
    ],
    [
        0xfffa_3942,
        0x8771_f681,
        0x6d9d_6122,
        0xfde5_380c,
        0xa4be_ea44,
        0x4bde_cfa9,
        0xf6bb_4b60,
        0xbebf_bc70,
        0x289b_7ec6,
        0xeaa1_27fa,
        0xd4ef_3085,
        0x0488_1d05,
        0xd9d4_d039,
        0xe6db_99e5,
        0x1fa2_7cf8,
        0xc4ac_5665,
    ],
    [
        0xf429_2244,
        0x432a_ff97,
        0xab94_23a7,
        0xfc93_a039,
        0x655b_59c3,
        0x8f0c_cc92,
        0xffef_f47d,
        0x8584_5dd1,
        0x6fa8_7e4f,
        0xfe2c_e6e0,
        0xa301_4314,
        0x4e08_11a1,
        0xf753_7e82,
        0xbd3a_f235,
        0x2ad7_d2bb,
        0xeb86_d391,
    ],
];

/// One word of a message, or that word of several messages side by side.
trait Word:
    Copy
    + Add<Output = Self>
    + BitAnd<Output = Self>
    + BitOr<Output = Self>
    + BitXor<Output = Self>
    + Not<Output = Self>
    + Sub<Output = Self>
{
    fn of(word: u32) -> Self;
    fn turned(self, left: u32) -> Self;
}

impl Word for Wrapping<u32> {
    fn of(word: u32) -> Self {
        Self(word)
    }

    fn turned(self, left: u32) -> Self {
        Self(self.0.rotate_left(left))
    }
}

impl Word for u32x8 {
    fn of(word: u32) -> Self {
        Self::splat(word)
    }

    fn turned(self, left: u32) -> Self {
        (self << left) | (self >> (32 - left))
    }
}

/// One round: sixteen steps. `mix` adds its function of three words to a sum.
#[inline]
fn round<W: Word>(
    state: &mut [W; 4],
    block: &[W; 16],
    mix: impl Fn(W, W, W, W) -> W,
    word: impl Fn(usize) -> usize,
    turns: [u32; 4],
    sines: &[u32; 16],
) {
    let [mut a, mut b, mut c, mut d] = *state;
    let step = |a: W, b: W, c: W, d: W, at: usize| {
        let sum = mix(a + (block[word(at) % 16] + W::of(sines[at])), b, c, d);
        sum.turned(turns[at % 4]) + b
    };
    for at in (0..16).step_by(4) {
        a = step(a, b, c, d, at);
        d = step(d, a, b, c, at + 1);
        c = step(c, d, a, b, at + 2);
        b = step(b, c, d, a, at + 3);
    }
    *state = [a, b, c, d];
}

/// The state after one block more. The four functions are those of RFC 1321, section 3.4, in forms
/// in which as little as may be waits for `x`, the newest of the words.
fn compressed<W: Word>(before: [W; 4], block: &[W; 16]) -> [W; 4] {
    let mut after = before;
    let state = &mut after;
    let [one, two, three, four] = &SINES;
    round(
        state,
        block,
        |sum, x, y, z| sum + (z ^ (x & (y ^ z))),
        |at| at,
        [7, 12, 17, 22],
        one,
    );
    round(
        state,
        block,
        // Its two parts have no bit in common, so they can be added one by one.
        |sum, x, y, z| (sum + (y & !z)) + (x & z),
        |at| 5 * at + 1,
        [5, 9, 14, 20],
        two,
    );
    round(
        state,
        block,
        |sum, x, y, z| sum + (x ^ (y ^ z)),
        |at| 3 * at + 5,
        [4, 11, 16, 23],
        three,
    );
    round(
        state,
        block,
        // y ^ (x | !z) is !(y ^ (z & !x)), and to add !n is to take off n and 1.
        |sum, x, y, z| (sum - W::of(1)) - (y ^ (z & !x)),
        |at| 7 * at,
        [6, 10, 15, 21],
        four,
    );
    array::from_fn(|at| before[at] + after[at])
}

/// A block's words.
fn words(block: &[u8; 64]) -> [u32; 16] {
    array::from_fn(|at| {
        let bytes = &block[4 * at..];
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
    })
}

/// A short message with its end mark and its length in bits: one block.
fn padded(message: &[u8]) -> [u32; 16] {
    let mut block = [0; 64];
    block[..message.len()].copy_from_slice(message);
    block[message.len()] = 0x80;
    let mut block = words(&block);
    block[14] = u32::try_from(message.len() * 8).unwrap_or(u32::MAX);
    block
}

/// The four little-endian words of the MD5 digest (RFC 1321) of `bytes`.
///
/// Ketama (libketama's `ketama_hashi` and all that follow it) makes four points of a node from
/// one digest, and a key's hash from the first word. One MD5 block for each 64 bytes.
#[must_use]
pub fn md5_words(bytes: &[u8]) -> [u32; 4] {
    let mut state = START.map(Wrapping);
    let mut take = |block: [u32; 16]| state = compressed(state, &block.map(Wrapping));
    if bytes.len() <= SHORT {
        take(padded(bytes));
    } else {
        let (blocks, rest) = bytes.as_chunks::<64>();
        for block in blocks {
            take(words(block));
        }
        let mut end = [0; 128];
        end[..rest.len()].copy_from_slice(rest);
        end[rest.len()] = 0x80;
        let length = if rest.len() <= SHORT { 56 } else { 120 };
        let bits = (bytes.len() as u64).wrapping_mul(8);
        end[length..length + 8].copy_from_slice(&bits.to_le_bytes());
        let ends = end[..length + 8].as_chunks::<64>().0;
        for block in ends {
            take(words(block));
        }
    }
    state.map(|word| word.0)
}

/// [`md5_words`] of eight messages, side by side if all are short.
#[must_use]
pub fn md5_words_of_each(messages: [&[u8]; LANES]) -> [[u32; 4]; LANES] {
    if messages.iter().any(|message| message.len() > SHORT) {
        return messages.map(md5_words);
    }
    let mut blocks = [[0; LANES]; 16];
    for (lane, message) in messages.into_iter().enumerate() {
        let (words, rest) = message.as_chunks::<4>();
        for (block, word) in blocks.iter_mut().zip(words) {
            block[lane] = u32::from_le_bytes(*word);
        }
        let end = rest
            .iter()
            .rev()
            .fold(0x80, |end, &byte| end << 8 | u32::from(byte));
        blocks[words.len()][lane] = end;
        blocks[14][lane] = u32::try_from(message.len() * 8).unwrap_or(u32::MAX);
    }
    let block = blocks.map(u32x8::from);
    let state = compressed(START.map(u32x8::of), &block).map(u32x8::to_array);
    array::from_fn(|lane| state.map(|words| words[lane]))
}

/// The first word of [`md5_words`]: the hash that most ketama clients give a key.
#[must_use]
pub fn md5_word(bytes: &[u8]) -> u32 {
    md5_words(bytes)[0]
}

/// [`md5_word`] of `prefix` and `bytes` put together.
#[must_use]
pub fn md5_word_after(prefix: &[u8], bytes: &[u8]) -> u32 {
    let mut message = smallvec::SmallVec::<[u8; 64]>::from_slice(prefix);
    message.extend_from_slice(bytes);
    md5_word(&message)
}

#[cfg(test)]
mod tests {
    use md5::{Digest, Md5};

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

    #[test]
    fn messages_of_every_length_have_the_digest_that_the_crate_md5_gives_them() {
        let text: Vec<u8> = (0..=u8::MAX).cycle().take(400).collect();
        for length in 0..text.len() {
            let digest = |message: &[u8]| -> [u8; 16] { Md5::digest(message).into() };
            let bytes = |words: [u32; 4]| words.map(u32::to_le_bytes).concat();
            let message = &text[..length];
            assert_eq!(bytes(md5_words(message)), digest(message), "{length} bytes");
            let messages: [&[u8]; LANES] =
                array::from_fn(|lane| &text[lane..(length / (lane + 1)).max(lane)]);
            for (words, message) in md5_words_of_each(messages).into_iter().zip(messages) {
                assert_eq!(bytes(words), digest(message), "{length} bytes");
            }
        }
    }
}
