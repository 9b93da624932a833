//! The camera of the ring: where it is, where it is going, and its way there. Only the eye needs
//! it, so it is no part of the page's state.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::render::{AnimationFrame, request_animation_frame};
use ringside_model::camera::Camera;
use yew::{UseForceUpdateHandle, hook, use_force_update, use_mut_ref};

/// How long a way takes, in milliseconds.
const TIME: f64 = 220.0;

/// The camera on its way.
#[derive(Debug)]
struct Motion {
    shown: Camera,
    from: Camera,
    target: Camera,
    /// When the first frame of the way was drawn.
    start: Option<f64>,
    frame: Option<AnimationFrame>,
}

impl Default for Motion {
    fn default() -> Self {
        Self {
            shown: Camera::WHOLE,
            from: Camera::WHOLE,
            target: Camera::WHOLE,
            start: None,
            frame: None,
        }
    }
}

/// The camera of a drawing.
#[derive(Clone)]
pub struct Zoom {
    motion: Rc<RefCell<Motion>>,
    redraw: UseForceUpdateHandle,
}

/// A camera that moves smoothly, except where the reader wishes for less motion.
#[hook]
pub fn use_zoom() -> Zoom {
    Zoom {
        motion: use_mut_ref(Motion::default),
        redraw: use_force_update(),
    }
}

impl Zoom {
    /// Where it is.
    pub fn shown(&self) -> Camera {
        self.motion.borrow().shown
    }

    /// Where it will be.
    pub fn target(&self) -> Camera {
        self.motion.borrow().target
    }

    /// Moves there at once, as a finger that holds the drawing does.
    pub fn put(&self, camera: Camera) {
        {
            let mut motion = self.motion.borrow_mut();
            motion.frame = None;
            motion.shown = camera;
            motion.target = camera;
        }
        self.redraw.force_update();
    }

    /// Moves there smoothly.
    pub fn go(&self, camera: Camera) {
        if less_motion() {
            return self.put(camera);
        }
        {
            let mut motion = self.motion.borrow_mut();
            if motion.target == camera {
                return;
            }
            motion.from = motion.shown;
            motion.target = camera;
            motion.start = None;
        }
        self.redraw.force_update();
        self.request();
    }

    fn request(&self) {
        let zoom = self.clone();
        let frame = request_animation_frame(move |now| zoom.step(now));
        self.motion.borrow_mut().frame = Some(frame);
    }

    /// Draws the next frame of the way.
    fn step(&self, now: f64) {
        let arrived = {
            let mut motion = self.motion.borrow_mut();
            let start = *motion.start.get_or_insert(now);
            let part = ((now - start) / TIME).clamp(0.0, 1.0);
            // It starts fast and comes to rest softly.
            let eased = 1.0 - (1.0 - part).powi(2);
            motion.shown = motion.from.towards(motion.target, eased);
            part >= 1.0
        };
        self.redraw.force_update();
        if !arrived {
            self.request();
        }
    }
}

/// Whether the reader wishes for less motion.
fn less_motion() -> bool {
    let query = "(prefers-reduced-motion: reduce)";
    let asked = web_sys::window().and_then(|window| window.match_media(query).ok()?);
    asked.is_some_and(|asked| asked.matches())
}
