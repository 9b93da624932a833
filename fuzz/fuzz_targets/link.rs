//! Looks for a text that, taken for a link, panics or is not what it says. See CONTRIBUTING.md.

#![no_main]

#[path = "../claim.rs"]
mod claim;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| claim::a_link_is_a_fault_or_exact(text));
