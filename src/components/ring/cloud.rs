//! Very many sessions: painted as pixels on a canvas below the drawing.

use ringside_model::geometry::Turn;
use ringside_model::raster::{self, Colour};
use ringside_model::verdict::Verdict;
use ringside_model::world::World;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};
use yew::{Html, NodeRef, Properties, component, html, use_effect_with, use_node_ref};

use super::scale::{BAND, WIDTH};
use crate::shown::Shown;

/// The properties of [`Cloud`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The world shown.
    pub world: Shown<World>,
    /// Where each session lies.
    pub turns: Shown<Vec<Turn>>,
    /// The verdict whose sessions stand out.
    pub highlight: Option<Verdict>,
}

/// The painted sessions.
#[component]
pub fn Cloud(props: &Props) -> Html {
    let canvas = use_node_ref();
    let inputs = (props.world.clone(), props.turns.clone(), props.highlight);
    use_effect_with(
        (inputs, canvas.clone()),
        |((world, turns, highlight), canvas)| {
            // A page without a canvas shows everything but the cloud.
            let _ = paint(canvas, world, turns, *highlight);
        },
    );
    html! { <canvas class="cloud" ref={canvas} aria-hidden="true"></canvas> }
}

fn paint(
    canvas: &NodeRef,
    world: &World,
    turns: &[Turn],
    highlight: Option<Verdict>,
) -> Result<(), JsValue> {
    let canvas: HtmlCanvasElement = canvas.cast().ok_or(JsValue::NULL)?;
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let style = window.get_computed_style(&canvas)?.ok_or(JsValue::NULL)?;
    let bounds = canvas.get_bounding_client_rect();
    let density = window.device_pixel_ratio().clamp(1.0, 2.0);
    let (width, height) = (
        pixels(bounds.width() * density),
        pixels(bounds.height() * density),
    );
    if width == 0 || height == 0 {
        return Ok(());
    }
    let colours = Verdict::ALL.map(|verdict| {
        let colour = style.get_property_value(&format!("--{}", verdict.word()));
        let colour = colour
            .ok()
            .and_then(|text| Colour::parse(text.trim()))
            .unwrap_or_default();
        if highlight.is_some_and(|shown| shown != verdict) {
            colour.faded()
        } else {
            colour
        }
    });
    let size = raster::Size {
        width,
        height,
        units: WIDTH,
    };
    let rgba = raster::cloud(world, turns, size, &BAND, &colours);
    let image = ImageData::new_with_u8_clamped_array(Clamped(&rgba), width)?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    context
        .dyn_into::<CanvasRenderingContext2d>()?
        .put_image_data(&image, 0.0, 0.0)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a screen"
)]
fn pixels(length: f64) -> u32 {
    length.round().clamp(0.0, 4096.0) as u32
}
