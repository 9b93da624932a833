//! The scenario as a document: what is refused and in which words, what survives being written,
//! and that its documentation and its schema say what it is.

mod document;
mod documentation;
mod fields;
mod json;
mod mutations;
mod nodes;
mod refused;
mod replay;
mod schema;
mod sessions_and_events;
