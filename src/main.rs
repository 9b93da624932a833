//! The page's entry point.

fn main() {
    ringside::start();
}
