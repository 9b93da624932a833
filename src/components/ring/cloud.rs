//! What is painted rather than drawn: very many sessions, and the line of a magnified arc. A canvas
//! below the drawing.

use std::cell::Cell;
use std::rc::Rc;

use gloo::render::{AnimationFrame, request_animation_frame};
use ringside_model::camera::Camera;
use ringside_model::crowd::Crowd;
use ringside_model::raster::{Colour, Palette, Picture};
use ringside_model::verdict::Verdict;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{
    CanvasRenderingContext2d, CssStyleDeclaration, Element, HtmlCanvasElement, ImageData,
    ResizeObserver,
};
use yew::{
    Html, NodeRef, Properties, component, html, use_effect_with, use_force_update, use_mut_ref,
    use_node_ref,
};

use super::scale;
use crate::shown::Shown;

/// How much is left of the colour of what does not stand out, in parts of 256.
const FADED: u16 = 40;

/// The properties of [`Cloud`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The sessions.
    pub crowd: Shown<Crowd>,
    /// What is shown of them.
    pub camera: Camera,
    /// The verdict whose sessions stand out.
    pub highlight: Option<Verdict>,
}

/// The painted picture.
#[component]
pub fn Cloud(props: &Props) -> Html {
    let canvas = use_node_ref();
    let picture = use_mut_ref(Picture::default);
    let frame = use_mut_ref(|| None::<AnimationFrame>);
    let again = use_force_update();
    // Whatever stands above it may become longer or shorter after it was painted.
    use_effect_with(canvas.clone(), move |canvas| {
        let resized = Closure::<dyn Fn()>::new(move || again.force_update());
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
        if let Some((observer, canvas)) = observer.as_ref().zip(canvas.cast::<Element>()) {
            observer.observe(&canvas);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(resized);
        }
    });
    // Each time: it may have another size, the system another scheme.
    let draw = {
        let (crowd, camera, highlight) = (props.crowd.clone(), props.camera, props.highlight);
        let (place, stale) = (canvas.clone(), Cell::new(true));
        Rc::new(move || {
            if stale.replace(false) {
                // A page without a canvas shows everything but the cloud.
                let _ = paint(
                    &place,
                    &mut picture.borrow_mut(),
                    &crowd,
                    &camera,
                    highlight,
                );
            }
        })
    };
    // Where the views took long, Yew puts effects off to a later task. The frame before it would
    // show the new words beside the old picture: then it is painted within that frame.
    if canvas.get().is_some() {
        let draw = Rc::clone(&draw);
        *frame.borrow_mut() = Some(request_animation_frame(move |_| draw()));
    }
    yew::use_effect(move || draw());
    html! { <canvas class="cloud" ref={canvas} aria-hidden="true"></canvas> }
}

fn paint(
    canvas: &NodeRef,
    picture: &mut Picture,
    crowd: &Crowd,
    camera: &Camera,
    highlight: Option<Verdict>,
) -> Result<(), JsValue> {
    let canvas: HtmlCanvasElement = canvas.cast().ok_or(JsValue::NULL)?;
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let style = window.get_computed_style(&canvas)?.ok_or(JsValue::NULL)?;
    let Some((width, height, scale)) = scale::pixels(&canvas) else {
        return Ok(());
    };
    picture.clear(width, height, scale);
    picture.paint(crowd, camera, &palette(&style, highlight));
    // The view of the memory is taken anew each time: it moves when the memory grows.
    let image = ImageData::new_with_u8_clamped_array(Clamped(picture.bytes()), width)?;
    // A new size empties a canvas.
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    context
        .dyn_into::<CanvasRenderingContext2d>()?
        .put_image_data(&image, 0.0, 0.0)
}

/// The colours of the style sheet.
fn palette(style: &CssStyleDeclaration, highlight: Option<Verdict>) -> Palette {
    let colour = |name: &str| {
        let text = style.get_property_value(name).ok();
        text.and_then(|text| Colour::parse(text.trim()))
            .unwrap_or_default()
    };
    let verdicts = Verdict::ALL.map(|verdict| {
        let colour = colour(&format!("--{}", verdict.word()));
        if highlight.is_some_and(|shown| shown != verdict) {
            colour.faded(FADED)
        } else {
            colour
        }
    });
    Palette {
        verdicts,
        nodes: std::array::from_fn(|node| colour(&format!("--n{node}"))),
        line: colour("--line"),
        ink: colour("--ink"),
    }
}
