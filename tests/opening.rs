//! The opening page, as it is painted before the program runs.

use std::{env, fs};

use futures::executor::block_on;
use ringside::app::{Senders, page};
use ringside::form::Form;
use ringside::state::State;
use yew::{Html, LocalServerRenderer, component};

/// What Trunk puts into the page.
const KEPT: &str = "static/opening.html";

/// With this variable set, what is kept is written instead of compared.
const WRITE: &str = "RINGSIDE_WRITE_OPENING";

#[component]
fn Opening() -> Html {
    page(&State::open(Form::new(None, None)), &Senders::default())
}

fn rendered() -> String {
    let renderer = LocalServerRenderer::<Opening>::new().hydratable(false);
    block_on(renderer.render()) + "\n"
}

#[test]
fn the_kept_opening_is_what_the_program_draws() {
    let rendered = rendered();
    if env::var_os(WRITE).is_some() {
        fs::write(KEPT, &rendered).expect("written");
    }
    let kept = fs::read_to_string(KEPT).unwrap_or_default();
    assert!(
        kept == rendered,
        "{KEPT} is not what the program draws first. {WRITE}=1 cargo test -p ringside --test opening writes it."
    );
}
