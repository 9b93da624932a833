//! The simulator: what happens to sessions on a ring of memcached nodes.
//!
//! A [`scenario::Scenario`] says how the client works, which nodes and sessions there are, and what
//! happens. A [`timeline::Timeline`] plays it: [`apply::apply`] takes one [`event::Event`] and
//! changes a [`world::World`], in which three things are kept apart: where the client looks
//! ([`view`]), where the bytes are ([`cluster`]) and what a read returns ([`read`], [`verdict`]).
//! Nothing here knows a browser, a clock or chance.

pub mod apply;

pub mod camera;
pub mod catalog;
pub mod chunks;
pub mod client;
pub mod cluster;
pub mod compare;
pub mod crowd;
pub mod curve;
pub mod ejection;
pub mod event;
pub mod geometry;
pub mod hash;
pub mod id;
mod known;
pub mod lesson;
pub mod link;
pub mod list;
mod number;
pub mod pace;
pub mod placement;
pub mod plain;
pub mod policy;
pub mod query;
pub mod raster;
pub mod read;
pub mod refusal;
pub mod ring;
pub mod roster;
pub mod scenario;
pub mod seconds;
pub mod serve;
pub mod server;
pub mod session;
pub mod session_set;
pub mod table;
pub mod timeline;
pub mod traffic;
pub mod verdict;
pub mod view;
pub mod world;
