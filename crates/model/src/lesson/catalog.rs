//! The lessons that come with Ringside: what the contents list says of them, and where they are.
//!
//! Their files are not part of the program. The page fetches one when it is opened, from
//! `lessons/NAME.json?v=DIGEST` beside the page, so that a lesson and the program that reads it
//! always fit. The digest is reckoned when the program is compiled; the bytes are not kept.

/// A lesson as the contents list shows it. Its file says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name in files and addresses.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What a person can say or do after it.
    pub goal: &'static str,
    /// About how long it takes.
    pub minutes: u32,
    /// The 64-bit FNV-1a digest of its file.
    pub digest: u64,
}

impl Entry {
    /// Where its file is, seen from the page.
    #[must_use]
    pub fn address(&self) -> String {
        format!("lessons/{}.json?v={:016x}", self.name, self.digest)
    }
}

/// The lesson with this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Entry> {
    LESSONS.iter().find(|entry| entry.name == name)
}

/// 64-bit FNV-1a (Fowler, Noll and Vo).
#[must_use]
pub const fn digest(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut at = 0;
    while at < bytes.len() {
        hash ^= bytes[at] as u64;
        hash = hash.wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

/// An entry whose digest is reckoned in a constant, so that only the number is left.
macro_rules! entry {
    ($name:literal, $title:literal, $goal:literal, $minutes:literal) => {
        Entry {
            name: $name,
            title: $title,
            goal: $goal,
            minutes: $minutes,
            digest: const {
                digest(include_bytes!(concat!(
                    "../../../../static/lessons/",
                    $name,
                    ".json"
                )))
            },
        }
    };
}

/// All of them, in the order in which they build on each other.
pub const LESSONS: [Entry; 1] = [entry!(
    "worked-example",
    "One session, three nodes",
    "You can say which nodes a session is written to, and which node a read asks first and next.",
    5
)];
