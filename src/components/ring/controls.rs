//! The buttons that magnify, and in words what is in view.

use ringside_model::camera::Camera;
use ringside_model::crowd::Crowd;
use ringside_model::geometry::Turn;
use yew::{Callback, Html, Properties, classes, component, html};

use super::gestures::{STEP, zoomed};
use crate::shown::Shown;
use crate::text;

/// The properties of [`Controls`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The sessions.
    pub crowd: Shown<Crowd>,
    /// Where the camera is, or will be when it comes to rest.
    pub camera: Camera,
    /// Where the whole ring is magnified.
    pub start: Turn,
    /// How far it can be magnified.
    pub most: f64,
    /// Whether what the sessions have is hidden.
    pub veiled: bool,
    /// Moves the camera.
    pub go: Callback<Camera>,
}

/// The buttons and the words.
#[component]
pub fn Controls(props: &Props) -> Html {
    let (camera, start, most) = (props.camera, props.start, props.most);
    let to = |factor: f64| {
        props
            .go
            .reform(move |_| zoomed(camera, factor, start, most))
    };
    let whole = camera.is_whole();
    let closest = camera.zoom() >= most;
    let seen = if props.veiled {
        String::new()
    } else {
        text::seen(&props.crowd, &camera)
    };
    // Of the whole ring, what happened says as much already.
    html! {
        <>
            <p id="ring-seen" class={classes!("zoom-said", whole.then_some("unseen"))} role={(!whole).then_some("status")}>{ seen }</p>
            <div class="zoom-buttons">
                if !whole {
                    <button type="button" title="Show the whole ring (0)" onclick={props.go.reform(|_| Camera::WHOLE)}>{"Whole ring"}</button>
                }
                <button type="button" title="Show more of the ring (−)" aria-label="Show more of the ring" aria-disabled={whole.to_string()} onclick={to(STEP.recip())}>{"−"}</button>
                <button type="button" title="Magnify (+). The wheel magnifies at the pointer" aria-label="Magnify" aria-disabled={closest.to_string()} onclick={to(STEP)}>{"+"}</button>
            </div>
        </>
    }
}
