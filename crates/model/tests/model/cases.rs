//! How many random cases a test has.

use proptest::prelude::ProptestConfig;

/// As many as given, or as the environment asks for with `PROPTEST_CASES`.
pub fn cases(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => default,
        None => ProptestConfig { cases, ..default },
    }
}
