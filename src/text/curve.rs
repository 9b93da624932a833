//! Curves in words: what the strip chart shows, for those who do not see it.

use ringside_model::curve::{Curve, Tally};
use ringside_model::seconds::Seconds;

/// A number of things in so many seconds as things a second, to a tenth, rounded to the nearest.
#[must_use]
pub fn rate(number: u32, seconds: u32) -> String {
    let (number, seconds) = (u64::from(number), u64::from(seconds.max(1)));
    let tenths = (number * 10 + seconds / 2) / seconds;
    match (number, tenths) {
        (0, _) => "0".to_owned(),
        (_, 0) => "less than 0.1".to_owned(),
        (_, tenths) if tenths % 10 == 0 => (tenths / 10).to_string(),
        (_, tenths) => format!("{}.{}", tenths / 10, tenths % 10),
    }
}

/// The column with the most a second of something, if there is anything.
#[must_use]
pub fn peak(curve: &Curve, of: fn(&Tally) -> u32) -> Option<usize> {
    let most = (0..curve.columns.len()).rev().max_by_key(|&column| {
        let number = u64::from(of(&curve.columns[column])) << 32;
        number / u64::from(curve.seconds(column).max(1))
    })?;
    (of(&curve.columns[most]) > 0).then_some(most)
}

/// Survivors in a sentence.
#[must_use]
pub fn survivors(curve: &Curve) -> String {
    let levels = &curve.levels;
    let lowest = levels.iter().min_by_key(|level| level.survivors);
    let (Some(first), Some(lowest), Some(last)) = (levels.first(), lowest, levels.last()) else {
        return String::new();
    };
    let all = curve.sessions;
    if lowest.survivors == all {
        return format!("All {all} sessions survive all the time.");
    }
    format!(
        "{} of {all} sessions survive at the start, {} at the lowest, after {}, and {} at the end.",
        first.survivors,
        lowest.survivors,
        Seconds(lowest.second),
        last.survivors
    )
}

/// What is counted of something, in a sentence.
#[must_use]
pub fn counted(curve: &Curve, of: fn(&Tally) -> u32) -> String {
    let all: u64 = curve
        .columns
        .iter()
        .map(|column| u64::from(of(column)))
        .sum();
    let Some(peak) = peak(curve, of) else {
        return "None.".to_owned();
    };
    let begin = u32::try_from(peak)
        .unwrap_or(u32::MAX)
        .saturating_mul(curve.width);
    let seconds = curve.seconds(peak);
    let most = rate(of(&curve.columns[peak]), seconds);
    format!(
        "{all} in all; the most {most} a second, from {} to {}.",
        Seconds(begin),
        Seconds(begin.saturating_add(seconds))
    )
}
