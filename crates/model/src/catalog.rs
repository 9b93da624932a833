//! The scenarios that come with Ringside, as documents.

/// A scenario that comes with Ringside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuiltIn {
    /// Its name in addresses and files.
    pub name: &'static str,
    /// The document.
    pub json: &'static str,
}

/// All of them, in the order of the menu.
pub const BUILT_IN: [BuiltIn; 4] = [
    BuiltIn {
        name: "worked-example",
        json: include_str!("../scenarios/worked-example.json"),
    },
    BuiltIn {
        name: "one-copy",
        json: include_str!("../scenarios/one-copy.json"),
    },
    BuiltIn {
        name: "two-copies",
        json: include_str!("../scenarios/two-copies.json"),
    },
    BuiltIn {
        name: "two-at-once",
        json: include_str!("../scenarios/two-at-once.json"),
    },
];
