//! The lessons that come with Ringside.

use std::fs;
use std::path::Path;

use ringside_model::lesson::Lesson;

#[test]
fn every_lesson_reads_and_its_claims_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/lessons");
    for entry in fs::read_dir(folder).expect("the lessons") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a text");
        if let Err(fault) = Lesson::parse(&text) {
            panic!("{}: {fault}", path.display());
        }
    }
}
