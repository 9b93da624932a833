//! What a person does with the page, done by a real browser.
//!
//! A test is a [`Visit`]: a browser that knows of no other visit opens the
//! release build, served from a sub-path of this machine, and the test acts on a
//! [`Page`] as a person would: it clicks, taps and types, and reads what is
//! shown. A browser is used again after a visit that went well. However the
//! tests end, browsers, drivers and their files end with them; of a visit that
//! failed, a screenshot, the document and the browser's log stay in
//! `target/e2e`.
//!
//! Rules of these tests:
//! - They act through the mouse, the keyboard or a finger, never by calling the
//!   page's own functions. Scripts only read, except where a test breaks the
//!   browser on purpose.
//! - They find elements by role and name, id or data attribute.
//! - They never wait for a time, always for something to be seen.
//!
//! Where the page, the browser and its driver are is told by `cargo xtask test`;
//! see [`tools`].

mod browser;
mod command;
mod driver;
mod engine;
mod evidence;
mod kept;
pub mod measure;
pub mod page;
pub mod picture;
mod pool;
pub mod tools;
mod visit;
pub mod watched;

pub use engine::Engine;
pub use fantoccini::key::Key;
pub use page::Page;
pub use visit::{Visit, visit};
pub use xtask::failure::{Failure, Outcome};
pub use xtask::server::Gate;
