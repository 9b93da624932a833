//! The picture as a file of its own: the drawing with its title, what happened, and a legend.

use std::fmt::Write as _;

use ringside_model::verdict::{Counts, Verdict};

use crate::components::shape::outline;
use crate::text::{self, escaped};

/// How wide the drawing of the ring is, in its own units.
pub const DRAWING: (f64, f64) = (920.0, 770.0);

/// Room beside the drawing for long names of nodes, and for everything from the edge.
const MARGIN: f64 = 90.0;
/// The picture's width.
const WIDTH: f64 = DRAWING.0 + 2.0 * MARGIN;
/// Height of a line of the title, and how many characters are sure to fit into it.
const TITLE: (f64, usize) = (44.0, 50);
/// The same for what happened.
const SAID: (f64, usize) = (30.0, 90);
/// Room above and below the drawing, for the names there.
const ABOVE: f64 = 46.0;
/// Entries of the legend in a row, and the height of a row.
const LEGEND: (usize, f64) = (4, 40.0);

/// How the page looks just now: light or dark, and in which letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The colour of the ground.
    pub ground: String,
    /// The colour of the text.
    pub ink: String,
    /// The colour of what is less important.
    pub soft: String,
    /// The names of fonts.
    pub font: String,
    /// The colour of each verdict.
    pub verdicts: [String; 8],
}

/// What the picture shows.
#[derive(Clone, Debug)]
pub struct Picture<'a> {
    /// What stands over it.
    pub title: &'a str,
    /// What happened last, and what that means.
    pub said: &'a str,
    /// How many sessions have each verdict.
    pub counts: &'a Counts,
    /// How it looks.
    pub look: Look,
    /// The drawing, as an element `svg` that needs no style sheet.
    pub drawing: &'a str,
}

/// A picture as a document, and its size.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// SVG.
    pub svg: String,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

impl Picture<'_> {
    /// The picture as a document that asks for nothing outside itself.
    #[must_use]
    pub fn draw(&self) -> Drawn {
        let Look {
            ground,
            ink,
            soft,
            font,
            verdicts,
        } = &self.look;
        let mut head = String::new();
        let mut y = 24.0;
        // Writing to a string cannot fail.
        for line in lines(self.title, TITLE.1) {
            y += TITLE.0;
            let _ = write!(
                head,
                r#"<text x="{MARGIN}" y="{y}" font-size="34" font-weight="700">{}</text>"#,
                escaped(&line)
            );
        }
        for line in lines(self.said, SAID.1) {
            y += SAID.0;
            let _ = write!(
                head,
                r#"<text x="{MARGIN}" y="{y}" font-size="21" fill="{}">{}</text>"#,
                escaped(soft),
                escaped(&line)
            );
        }
        let drawing = y + ABOVE;
        let legend = drawing + DRAWING.1 + ABOVE;
        let mut entries = String::new();
        for (verdict, colour) in Verdict::ALL.into_iter().zip(verdicts) {
            let (row, column) = (verdict.index() / LEGEND.0, verdict.index() % LEGEND.0);
            #[expect(clippy::cast_precision_loss, reason = "a few rows and columns")]
            let (x, y) = (
                MARGIN + column as f64 * DRAWING.0 / LEGEND.0 as f64,
                legend + row as f64 * LEGEND.1,
            );
            let _ = write!(
                entries,
                r#"<g transform="translate({} {y})"><path transform="scale(1.5)" d="{}" fill="{}"/><text x="20" y="7" font-size="21"><tspan font-weight="700">{}</tspan> {}</text></g>"#,
                x + 12.0,
                outline(verdict),
                escaped(colour),
                self.counts.of(verdict),
                text::name(verdict)
            );
        }
        let height = legend + 2.0 * LEGEND.1;
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" fill="{}" font-family="{}"><title>{}</title><rect width="{WIDTH}" height="{height}" fill="{}"/>{head}<g transform="translate({MARGIN} {drawing})">{}</g>{entries}</svg>"#,
            escaped(ink),
            escaped(font),
            escaped(self.title),
            escaped(ground),
            self.drawing,
        );
        Drawn {
            svg,
            width: WIDTH,
            height,
        }
    }
}

/// A text in lines of at most so many characters. A word that is longer is cut.
fn lines(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let word = text::shortened(word, most - 1);
        let room = |line: &&mut String| line.chars().count() + 1 + word.chars().count() <= most;
        match lines.last_mut().filter(room) {
            Some(line) => {
                line.push(' ');
                line.push_str(&word);
            }
            None => lines.push(word),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_laid_out_in_lines_that_fit() {
        assert_eq!(lines("one two three", 7), ["one two", "three"]);
        assert_eq!(lines("  a\nb  ", 7), ["a b"]);
        assert_eq!(lines("12345678 9", 7), ["123456…", "9"]);
        assert!(lines("", 7).is_empty());
    }
}
