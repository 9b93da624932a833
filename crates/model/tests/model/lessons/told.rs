//! The built-in lessons as their files have them, and what a reader is told.

use std::fs;
use std::path::PathBuf;

use ringside_model::lesson::catalog::LESSONS;
use ringside_model::lesson::{Answer, Lesson, Paragraph, Part, Phase};

/// The project's folder.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The text of a built-in lesson.
pub fn text(name: &str) -> String {
    let path = root().join(format!("static/lessons/{name}.json"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A built-in lesson.
pub fn lesson(name: &str) -> Lesson {
    Lesson::parse(&text(name)).unwrap_or_else(|fault| panic!("{name}: {fault}"))
}

/// All built-in lessons, with their names, in the order of the contents list.
pub fn all() -> impl Iterator<Item = (&'static str, Lesson)> {
    LESSONS.iter().map(|entry| (entry.name, lesson(entry.name)))
}

/// One paragraph of a lesson, and where it stands.
pub struct Place<'a> {
    pub step: usize,
    pub phase: Phase,
    pub paragraph: &'a Paragraph,
}

/// All paragraphs of a lesson, questions among them.
pub fn paragraphs(lesson: &Lesson) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    for (step, it) in lesson.steps.iter().enumerate() {
        let asked = it.question.iter().map(|question| &question.text);
        let before = it.before.iter().chain(asked);
        let place = |phase| {
            move |paragraph| Place {
                step,
                phase,
                paragraph,
            }
        };
        places.extend(before.map(place(Phase::Before)));
        places.extend(it.after.iter().map(place(Phase::After)));
    }
    places
}

/// A paragraph as it reads.
pub fn said(lesson: &Lesson, place: &Place<'_>) -> String {
    let part = |part: &Part| match part {
        Part::Text(text) | Part::Term(text) => text.clone(),
        Part::Node(name) | Part::Session(name) => name.clone(),
        Part::Verdict(verdict) => verdict.word().to_owned(),
        Part::Figure(figure) => lesson.quantity(place.step, place.phase, figure).to_string(),
    };
    place.paragraph.0.iter().map(part).collect()
}

/// All that a lesson says, and the answers to its questions.
pub fn whole(lesson: &Lesson) -> (Vec<String>, Vec<Option<Answer>>) {
    let places = paragraphs(lesson);
    let said = places.iter().map(|place| said(lesson, place)).collect();
    let truths = (0..lesson.steps.len()).map(|step| lesson.truth(step));
    (said, truths.collect())
}
