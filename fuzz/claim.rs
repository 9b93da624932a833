//! What must hold for every text that is taken for a link. The fuzz target and the model's tests
//! both check it.

use ringside_model::hash::crc32;
use ringside_model::link::{VERSION, decode, encode};

/// The text is a fault, or it is exactly the link of the scenario that it says. So is the text with
/// a version and a checksum that fit, which gets past these two.
pub fn a_link_is_a_fault_or_exact(text: &str) {
    check(text);
    check(&sealed(text));
}

fn check(text: &str) {
    if let Ok((scenario, position)) = decode(text) {
        assert_eq!(encode(&scenario.setup, &scenario.events, position), text);
    }
}

/// A text as the body of a link, with version and checksum around it.
fn sealed(body: &str) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let whole = format!("{VERSION}{body}");
    // 32 bits and four zeros: six signs of six bits.
    let sum = u64::from(crc32(whole.as_bytes())) << 4;
    let sign = |at: u32| char::from(SIGNS[(sum >> (6 * at) & 63) as usize]);
    let check: String = (0..6).rev().map(sign).collect();
    whole + &check
}
