//! What is painted before the program runs: the opening page, and the frame in its place where the
//! program will show something else.

#[allow(dead_code, reason = "other tests read the text, too")]
mod rendered;

use std::{env, fs};

use ringside::app::{Senders, page};
use ringside::form::Form;
use ringside::state::State;
use yew::{Html, Properties, component};

/// With this variable set, what is kept is written instead of compared.
const WRITE: &str = "RINGSIDE_WRITE_OPENING";

#[derive(Properties, PartialEq)]
struct Props {
    arriving: bool,
}

#[component]
fn Painted(props: &Props) -> Html {
    let mut state = State::open(Form::new(None, None));
    state.arriving = props.arriving;
    page(&state, &Senders::default())
}

/// Compares a kept file, which Trunk puts into the page, with what the program draws.
fn check(kept: &str, arriving: bool) {
    let drawn = rendered::render::<Painted>(Props { arriving }) + "\n";
    if env::var_os(WRITE).is_some() {
        fs::write(kept, &drawn).expect("written");
    }
    assert!(
        fs::read_to_string(kept).is_ok_and(|kept| kept == drawn),
        "{kept} is not what the program draws. {WRITE}=1 cargo test -p ringside --test opening writes it."
    );
}

#[test]
fn the_kept_opening_is_what_the_program_draws_first() {
    check("static/opening.html", false);
}

#[test]
fn the_kept_frame_is_what_the_program_draws_while_a_link_is_on_its_way() {
    check("static/frame.html", true);
}
