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
pub const LESSONS: [Entry; 11] = [
    entry!(
        "worked-example",
        "One session, three nodes",
        "You can say which nodes a session is written to, and which node a read asks first and next.",
        5
    ),
    entry!(
        "why-not-modulo",
        "Why not just divide",
        "You can say why a hash divided by the number of nodes fails when a node is added, and what a ring does better.",
        5
    ),
    entry!(
        "the-ring",
        "The ring",
        "You can walk from a session's point to its nodes, and say which sessions a node has and why.",
        5
    ),
    entry!(
        "a-node-fails",
        "A node fails",
        "You can say what one failure does with one copy and with two, and tell safe, thin and served by replica apart.",
        5
    ),
    entry!(
        "a-node-joins",
        "A node joins",
        "You can say why a new node brings misses, which sessions it concerns, and how a second copy bridges the gap.",
        5
    ),
    entry!(
        "two-at-once",
        "Two at once",
        "You can say when two changes at once lose a session or strand it, and what asking or writing once more buys.",
        6
    ),
    entry!(
        "many-tokens",
        "Many tokens",
        "You can say why a real ring has many tokens for each node, and what that changes when two nodes fail.",
        6
    ),
    entry!(
        "repair",
        "Repair between failures",
        "You can say what a client can repair after a failure, what each way costs, and what it leaves out.",
        6
    ),
    entry!(
        "came-back",
        "The node that came back",
        "You can say why a node that comes back can do more harm than one that stays away, empty or with old versions.",
        6
    ),
    entry!(
        "cache-or-store",
        "Cache or store",
        "You can say what a database behind memcached costs and saves, and choose between it and a second copy.",
        6
    ),
    entry!(
        "other-client",
        "Same servers, different client",
        "You can say why two clients with the same server list may disagree, and what to check in your own.",
        6
    ),
];
