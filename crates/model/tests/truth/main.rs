//! Whether the simulator tells the truth: against an oracle that shares no code with it, against
//! figures measured on real clients, and against theory.

mod agreement;
mod figures;
mod generate;
mod links;
mod oracle;
mod pair;
mod presets;
mod random;
mod shrink;
mod sights;
mod stage;
mod theory;
