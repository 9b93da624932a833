//! What takes long: at every moment it can be given up or replaced, and nothing of it was there.

mod files;
mod given_up;
mod kept;
mod order;
mod stage;
