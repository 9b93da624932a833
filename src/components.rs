//! The views: functions of props, one component a file.

pub mod compare;
pub mod database;
pub mod embedded;
pub mod field;
pub mod header;
pub mod help;
pub mod history;
pub mod inspector;
pub mod lists;
pub mod matrix;
pub mod menu;
pub mod news;
pub mod nodes;
pub mod placement_table;
pub mod returned;
pub mod ring;
pub mod session;
pub mod settings;
pub mod shape;
pub mod share;
pub mod tabs;
pub mod toolbar;
pub mod verdict_bar;
