//! An arc of the ring, magnified: its tokens, and where on the whole ring it lies.

use ringside_model::camera::Camera;
use ringside_model::crowd::Crowd;
use ringside_model::geometry::Turn;
use yew::{Callback, Html, Properties, component, html};

use super::scale::number;
use super::stops::Stops;
use crate::shown::Shown;
use crate::state::Msg;

/// The middle of the small ring.
const PLACE: (f64, f64) = (-340.0, 250.0);
/// Its radius.
const SMALL: f64 = 54.0;

/// The properties of [`Magnified`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The sessions, and with them the world.
    pub crowd: Shown<Crowd>,
    /// What is shown.
    pub camera: Camera,
    /// Takes what the person does.
    pub send: Callback<Msg>,
}

/// What is drawn of an arc over what is painted.
#[component]
pub fn Magnified(props: &Props) -> Html {
    let stretch = props.camera.stretch();
    let counts = props.crowd.world().counts();
    // An arc too short to be seen is a dot.
    let length = stretch.length.clamp(0.004, 0.999);
    let from = Turn::wrapped(props.camera.top().0 - length / 2.0);
    let to = Turn::wrapped(from.0 + length);
    let (start, end) = (from.on_circle(SMALL), to.on_circle(SMALL));
    let arc = format!(
        "M{} {}A{SMALL} {SMALL} 0 {} 1 {} {}",
        number(start.0),
        number(start.1),
        u8::from(length > 0.5),
        number(end.0),
        number(end.1)
    );
    html! {
        <>
            <g class="ring-small" aria-hidden="true" transform={format!("translate({} {})", PLACE.0, PLACE.1)}>
                <circle r={number(SMALL)} />
                <path d={arc} />
            </g>
            <g class="ring-centre" aria-hidden="true" transform="translate(0 248)">
                <text class="ring-survivors wide" y="-4">{ counts.survivors() }</text>
                <text class="ring-total" y="30">{ format!("of {} survive", counts.total()) }</text>
            </g>
            <Stops crowd={props.crowd.clone()} camera={props.camera} send={props.send.clone()} />
        </>
    }
}
