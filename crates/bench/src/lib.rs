//! Benches of the model, each a file in `benches/`. The figures are kept in
//! `docs/performance.md`.
