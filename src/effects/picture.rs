//! The drawing on the page as a file: what the style sheets say is written into the elements.

use ringside_model::verdict::{Counts, Verdict};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    CanvasRenderingContext2d, CssStyleDeclaration, Document, Element, HtmlCanvasElement,
    HtmlImageElement, SvgGraphicsElement, Window, XmlSerializer,
};
use yew::Callback;

use super::Image;
use super::file::{download, offer};
use crate::picture::{DRAWING, Drawn, Look, Picture};
use crate::state::Msg;

/// What a style sheet may say of a shape, what it is called as an attribute, and what it is where
/// nothing is said.
const STYLES: [(&str, &str, &str); 11] = [
    ("fill", "fill", "rgb(0, 0, 0)"),
    ("fill-opacity", "fill-opacity", "1"),
    ("stroke", "stroke", "none"),
    ("stroke-opacity", "stroke-opacity", "1"),
    ("stroke-width", "stroke-width", "1px"),
    ("stroke-dasharray", "stroke-dasharray", "none"),
    ("stroke-linecap", "stroke-linecap", "butt"),
    ("stroke-linejoin", "stroke-linejoin", "miter"),
    ("paint-order", "paint-order", "normal"),
    ("opacity", "opacity", "1"),
    ("transform", "transform", "none"),
];

/// The same, for texts.
const LETTERS: [(&str, &str, &str); 4] = [
    ("font-size", "font-size", ""),
    ("font-weight", "font-weight", "400"),
    ("text-anchor", "text-anchor", "start"),
    ("text-decoration-line", "text-decoration", "none"),
];

/// The attributes that say where and how large something is. All others are for the page alone.
const PLACES: [&str; 13] = [
    "d", "r", "cx", "cy", "x", "y", "dx", "dy", "rx", "ry", "width", "height", "viewBox",
];

/// Offers the drawing as a file; complains if that does not work.
pub(super) fn save(image: Image, title: &str, said: &str, counts: &Counts, send: &Callback<Msg>) {
    let drawn = draw(title, said, counts);
    let send = send.clone();
    spawn_local(async move {
        let saved = match (drawn, image) {
            (Ok(drawn), Image::Svg) => {
                download("ringside.svg", "image/svg+xml", vec![drawn.svg]).await
            }
            (Ok(drawn), Image::Png) => match pixels(&drawn).await {
                Ok(url) => offer("ringside.png", &url),
                Err(error) => Err(error),
            },
            (Err(error), _) => Err(error),
        };
        if saved.is_err() {
            let why = "The picture could not be made: the browser did not draw it.";
            send.emit(Msg::Complain(why.to_owned()));
        }
    });
}

fn draw(title: &str, said: &str, counts: &Counts) -> Result<Drawn, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let document = window.document().ok_or(JsValue::NULL)?;
    let body = document.body().ok_or(JsValue::NULL)?;
    let style = style_of(&window, &body)?;
    let drawing = drawing(&window, &document)?;
    let colour = |name: &str| {
        let value = style.get_property_value(name).unwrap_or_default();
        value.trim().to_owned()
    };
    let picture = Picture {
        title,
        said,
        counts,
        look: Look {
            ground: colour("--ground"),
            ink: colour("--ink"),
            soft: colour("--ink-soft"),
            font: colour("font-family"),
            verdicts: Verdict::ALL.map(|verdict| colour(&format!("--{}", verdict.word()))),
        },
        drawing: &drawing,
    };
    Ok(picture.draw())
}

/// The drawing as it is on the page, the painted cloud of sessions included.
fn drawing(window: &Window, document: &Document) -> Result<String, JsValue> {
    let live = document.query_selector(".ring-svg")?.ok_or(JsValue::NULL)?;
    let copy: Element = live.clone_node_with_deep(true)?.dyn_into()?;
    let (from, to) = (live.query_selector_all("*")?, copy.query_selector_all("*")?);
    for at in 0..from.length() {
        if let (Some(from), Some(to)) = (from.get(at), to.get(at)) {
            carry_over(window, from.unchecked_ref(), to.unchecked_ref())?;
        }
    }
    bare(&copy)?;
    let (width, height) = (DRAWING.0.to_string(), DRAWING.1.to_string());
    copy.set_attribute("width", &width)?;
    copy.set_attribute("height", &height)?;
    copy.set_attribute("overflow", "visible")?;
    if let Some(cloud) = document.query_selector("canvas.cloud")? {
        let cloud: HtmlCanvasElement = cloud.dyn_into()?;
        let image = document.create_element_ns(copy.namespace_uri().as_deref(), "image")?;
        let units = live.unchecked_ref::<SvgGraphicsElement>().get_screen_ctm();
        let units = units.ok_or(JsValue::NULL)?;
        let (bounds, scale) = (cloud.get_bounding_client_rect(), f64::from(units.a()));
        let (x, y) = (f64::from(units.e()), f64::from(units.f()));
        for (name, value) in [
            ("x", bounds.left() - x),
            ("y", bounds.top() - y),
            ("width", bounds.width()),
            ("height", bounds.height()),
        ] {
            image.set_attribute(name, &format!("{:.2}", value / scale))?;
        }
        image.set_attribute("href", &cloud.to_data_url()?)?;
        copy.insert_before(&image, copy.first_child().as_ref())?;
    }
    XmlSerializer::new()?.serialize_to_string(&copy)
}

/// Writes into a copy how its original looks. What cannot be seen is left out.
fn carry_over(window: &Window, from: &Element, to: &Element) -> Result<(), JsValue> {
    let style = style_of(window, from)?;
    let seen = |name: &str| style.get_property_value(name);
    let nothing = |paint: &str| matches!(paint, "none" | "rgba(0, 0, 0, 0)");
    let tag = from.tag_name();
    let shape = tag != "g";
    let hidden = seen("display")? == "none" || shape && seen("visibility")? != "visible";
    let unpainted = || Ok::<_, JsValue>(nothing(&seen("fill")?) && nothing(&seen("stroke")?));
    if tag == "title" || hidden || shape && unpainted()? {
        to.remove();
        return Ok(());
    }
    bare(to)?;
    let is_text = matches!(tag.as_str(), "text" | "tspan");
    let letters = LETTERS.iter().filter(|_| is_text);
    for (property, attribute, usual) in STYLES.iter().chain(letters) {
        // A group passes on to its shapes only what they have no value of their own for.
        let own = shape || matches!(*property, "opacity" | "transform");
        let value = seen(property)?;
        // A part of a text would else take the text's.
        let said = value != *usual || (tag == "tspan" && *property != "transform");
        if own && said {
            to.set_attribute(attribute, &value)?;
        }
    }
    Ok(())
}

/// Takes away all attributes but those that say where and how large something is.
fn bare(element: &Element) -> Result<(), JsValue> {
    for name in element.get_attribute_names().iter() {
        if let Some(name) = name.as_string().filter(|name| !PLACES.contains(&&**name)) {
            element.remove_attribute(&name)?;
        }
    }
    Ok(())
}

fn style_of(window: &Window, element: &Element) -> Result<CssStyleDeclaration, JsValue> {
    window.get_computed_style(element)?.ok_or(JsValue::NULL)
}

/// The picture in pixels, two for each unit, as an address that holds all of it.
async fn pixels(drawn: &Drawn) -> Result<String, JsValue> {
    let (width, height) = (drawn.width * 2.0, drawn.height * 2.0);
    let image = HtmlImageElement::new()?;
    let svg = js_sys::encode_uri_component(&drawn.svg);
    image.set_src(&format!("data:image/svg+xml,{svg}"));
    JsFuture::from(image.decode()).await?;
    let document = web_sys::window().and_then(|window| window.document());
    let canvas = document.ok_or(JsValue::NULL)?.create_element("canvas")?;
    let canvas: HtmlCanvasElement = canvas.dyn_into()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few thousand pixels"
    )]
    let (across, down) = (width as u32, height as u32);
    canvas.set_width(across);
    canvas.set_height(down);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    context
        .dyn_into::<CanvasRenderingContext2d>()?
        .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    canvas.to_data_url()
}
