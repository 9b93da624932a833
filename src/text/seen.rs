//! What the ring shows, in words.

use ringside_model::camera::Camera;
use ringside_model::crowd::Crowd;
use ringside_model::geometry::Turn;
use ringside_model::verdict::Verdict;

use super::{grouped, name};

/// Which part of the ring is in view, and how many sessions of each verdict lie there.
#[must_use]
pub fn seen(crowd: &Crowd, camera: &Camera) -> String {
    let stretch = camera.stretch();
    let shares = crowd.shares_on(stretch);
    let total: u32 = shares.iter().sum();
    let part = if camera.is_whole() {
        "Whole ring".to_owned()
    } else {
        // As many digits as tell the two ends apart.
        let digits = (1.5 - (stretch.length * 100.0).log10()).max(0.0);
        let digits = (0..9u8).find(|&most| f64::from(most) >= digits.floor());
        let digits = usize::from(digits.unwrap_or(9));
        let percent = |turn: f64| format!("{:.digits$} %", Turn::wrapped(turn).0 * 100.0);
        format!(
            "Arc {} to {}",
            percent(stretch.from),
            percent(stretch.from + stretch.length)
        )
    };
    let noun = if total == 1 { "session" } else { "sessions" };
    let verdicts: Vec<String> = Verdict::ALL
        .iter()
        .filter(|verdict| shares[verdict.index()] > 0)
        .map(|&verdict| format!("{} {}", grouped(shares[verdict.index()]), name(verdict)))
        .collect();
    if verdicts.is_empty() {
        return format!("{part}, no {noun}");
    }
    format!("{part}, {} {noun}: {}", grouped(total), verdicts.join(", "))
}
