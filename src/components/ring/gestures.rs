//! Wheel, drag, pinch and keys on the ring: each moves the camera.

use ringside_model::camera::Camera;
use ringside_model::geometry::Turn;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent, WheelEvent};

use super::scale;
use super::zoom::Zoom;

/// The element that takes the keys.
pub const STAGE: &str = "ring-stage";
/// How far a pointer moves before it drags, in units of the drawing.
const SLACK: f64 = 6.0;
/// What a press of a key or a button magnifies by.
pub const STEP: f64 = 2.0;
/// What an arrow key moves by, in units of the drawing.
const MOVE: f64 = 230.0;

/// The pointers on the drawing.
#[derive(Debug, Default)]
pub struct Fingers {
    down: Vec<(i32, (f64, f64))>,
    /// Whether they have dragged, so that the click at their end is none.
    pub dragged: bool,
}

/// Turning the wheel magnifies about the pointer.
pub fn wheel(event: &WheelEvent, zoom: &Zoom, most: f64) {
    let Some((place, _)) = scale::place_of(event) else {
        return;
    };
    // Lines and pages are told as such by some browsers; a pinch on a pad comes with Control.
    let unit = if event.delta_mode() == 0 { 1.0 } else { 30.0 };
    let speed = if event.ctrl_key() { 0.01 } else { 0.003 };
    let factor = (-event.delta_y() * unit * speed).clamp(-2.0, 2.0).exp();
    let target = zoom.target();
    // The whole ring lets the page scroll on.
    if target.is_whole() && factor <= 1.0 {
        return;
    }
    event.prevent_default();
    let (at, _) = zoom.shown().look(place);
    zoom.go(target.zoomed(factor, at, most));
}

/// A pointer comes down.
pub fn down(event: &PointerEvent, fingers: &mut Fingers) {
    if let Some((place, _)) = scale::place_of(event) {
        if event.is_primary() {
            *fingers = Fingers::default();
        }
        fingers.down.push((event.pointer_id(), place));
    }
}

/// A pointer that is down moves: one drags the arc, two magnify it. Returns whether it did.
pub fn moved(event: &PointerEvent, fingers: &mut Fingers, zoom: &Zoom, most: f64) -> bool {
    let Some((place, _)) = scale::place_of(event) else {
        return false;
    };
    let id = event.pointer_id();
    let Some(at) = fingers.down.iter().position(|&(down, _)| down == id) else {
        return false;
    };
    let before = fingers.down[at].1;
    let camera = zoom.shown();
    match fingers.down.as_slice() {
        [_] => {
            let away = place.0 - before.0;
            if camera.is_whole() || !fingers.dragged && away.abs() < SLACK {
                return false;
            }
            zoom.put(camera.moved(-away));
        }
        [one, two] => {
            let other = if at == 0 { two.1 } else { one.1 };
            let wide = |a: (f64, f64)| (a.0 - other.0).hypot(a.1 - other.1).max(1.0);
            let factor = wide(place) / wide(before);
            if !fingers.dragged && (factor - 1.0).abs() < 0.02 {
                return false;
            }
            let middle = (
                f64::midpoint(place.0, other.0),
                f64::midpoint(place.1, other.1),
            );
            // On its way the camera goes on to where the fingers send it.
            let target = zoom.target();
            let next = target.zoomed(factor, camera.look(middle).0, most);
            if camera != target || target.is_whole() || next.is_whole() {
                zoom.go(next);
            } else {
                zoom.put(next);
            }
        }
        _ => return false,
    }
    fingers.down[at].1 = place;
    if !fingers.dragged {
        fingers.dragged = true;
        hold(event);
    }
    true
}

/// A pointer leaves the drawing.
pub fn up(event: &PointerEvent, fingers: &mut Fingers) {
    let id = event.pointer_id();
    fingers.down.retain(|&(down, _)| down != id);
}

/// The rest of a drag belongs to the stage, also beyond its edge.
fn hold(event: &PointerEvent) {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let stage = target.and_then(|it| it.closest(".ring-svg").ok().flatten());
    if let Some(stage) = stage {
        // Without it the drag ends at the edge.
        let _ = stage.set_pointer_capture(event.pointer_id());
    }
}

/// Where a key moves the camera to, if it does. `start` is where the whole ring is magnified.
pub fn key(event: &KeyboardEvent, camera: Camera, start: Turn, most: f64) -> Option<Camera> {
    if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let stage = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let along = !camera.is_whole() && stage.is_some_and(|it| it.id() == STAGE);
    Some(match event.key().as_str() {
        "+" | "=" => zoomed(camera, STEP, start, most),
        "-" => zoomed(camera, STEP.recip(), start, most),
        "0" => Camera::WHOLE,
        "ArrowRight" | "ArrowDown" if along => camera.moved(MOVE),
        "ArrowLeft" | "ArrowUp" if along => camera.moved(-MOVE),
        _ => return None,
    })
}

/// The camera magnified about what is at the top, or the whole ring about `start`.
pub fn zoomed(camera: Camera, factor: f64, start: Turn, most: f64) -> Camera {
    let at = if camera.is_whole() {
        start
    } else {
        camera.top()
    };
    camera.zoomed(factor, at, most)
}
