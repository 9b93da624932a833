//! What each preset of a real client does, in claims that its users would know.

mod database;
mod repair;
mod session_manager;
mod spymemcached;

/// `10.0.0.1` and so on.
fn servers(many: u32) -> Vec<String> {
    (1..=many).map(|at| format!("10.0.0.{at}")).collect()
}
