//! Numbers: written into bytes, and sorted by.

use crate::pace::{Pace, in_one_go, stretches};

/// Puts the decimal digits of a number behind some bytes.
pub fn append(bytes: &mut Vec<u8>, mut number: u32) {
    let mut digits = [0; 10];
    let mut first = digits.len();
    loop {
        first -= 1;
        // A remainder by ten fits a byte.
        digits[first] = b'0' + u8::try_from(number % 10).unwrap_or(0);
        number /= 10;
        if number == 0 {
            break;
        }
    }
    bytes.extend_from_slice(&digits[first..]);
}

/// Bits that one pass sorts by.
const BITS: u32 = 11;

/// So many items counted or copied take about a unit of work.
const COPIES: usize = 16;

/// So many passes take about a unit of work an item.
const PASSES: usize = 3;

/// Sorts stably by a 32-bit number: equal ones stay in their order.
///
/// Three passes, each of which deals the items out by eleven bits of the number, the lowest bits
/// first. Costs room for as many items again, and a few microseconds however few there are. For
/// each type it takes a tenth of the code of the standard library's sort, which the page would
/// have to load.
pub fn sort_by_number<T: Copy>(items: &mut Vec<T>, number: impl Fn(&T) -> u32) {
    in_one_go(async |pace| sort_in_slices(items, &number, pace).await);
}

/// [`sort_by_number`] in slices. Given up half-way, the items are gone.
pub async fn sort_in_slices<T: Copy>(items: &mut Vec<T>, number: impl Fn(&T) -> u32, pace: &Pace) {
    let mut from = std::mem::take(items);
    let mut to = from.clone();
    pace.did(from.len() / COPIES).await;
    for shift in [0, BITS, 2 * BITS] {
        let pile = |item: &T| (number(item) >> shift) as usize % (1 << BITS);
        let mut ends = vec![0; 1 << BITS];
        for part in stretches(0..from.len(), 1) {
            for item in &from[part] {
                ends[pile(item)] += 1;
            }
        }
        pace.did(from.len() / COPIES).await;
        let mut start = 0;
        for end in &mut ends {
            start += std::mem::replace(end, start);
        }
        for part in stretches(0..from.len(), 1) {
            let units = part.len() / PASSES;
            for item in &from[part] {
                let next = &mut ends[pile(item)];
                to[*next] = *item;
                *next += 1;
            }
            pace.did(units).await;
        }
        std::mem::swap(&mut from, &mut to);
    }
    *items = from;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_that_format_writes() {
        for number in [0, 1, 9, 10, 99, 100, 12_345, 999_999, u32::MAX] {
            let mut bytes = b"session-".to_vec();
            append(&mut bytes, number);
            assert_eq!(bytes, format!("session-{number}").into_bytes());
        }
    }

    #[test]
    fn it_sorts_as_a_stable_sort_does() {
        for (count, spread) in [
            (0, 1),
            (10, u32::MAX),
            (5000, 7),
            (5000, 4000),
            (50_000, u32::MAX),
        ] {
            let numbers = (0..count).map(|at: u32| (at.wrapping_mul(2_654_435_761) % spread, at));
            let mut items: Vec<(u32, u32)> = numbers.collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            sort_by_number(&mut items, |item| item.0);
            assert_eq!(items, expected, "{count} up to {spread}");
        }
    }
}
