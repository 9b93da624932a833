//! Magnifying the ring: by wheel, by fingers, and what is told of it.

use super::Page;
use super::mouse::Spot;
use serde_json::{Value, json};
use xtask::failure::Outcome;

impl Page {
    /// What the page says of the part of the ring in view.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub async fn in_view(&self) -> Outcome<String> {
        self.ask("plain(document.getElementById('ring-seen').textContent)")
            .await
    }

    /// How many sessions the page says are in view.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub async fn sessions_in_view(&self) -> Outcome<u32> {
        self.ask(
            "Number((document.getElementById('ring-seen').textContent.match(/([\\d,]+) sessions?:/)?.[1] ?? '0').replaceAll(',', ''))",
        )
        .await
    }

    /// Turns the wheel over the line of the ring; a negative amount magnifies.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn wheel(&self, turn: f64, amount: f64) -> Outcome {
        let Spot { x, y } = self.middle_or(turn).await?;
        let event = json!({ "type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": amount });
        self.devtools("Input.dispatchMouseEvent", event).await?;
        self.rests().await
    }

    /// Puts two fingers on the ring and moves them apart, or together if the scale is below 1.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn pinch(&self, scale: f64) -> Outcome {
        let Spot { x, y } = self.middle_or(0.0).await?;
        let fingers = |kind: &str, apart: f64| {
            let finger = |id: u8, x: f64| json!({ "x": x, "y": y + 60.0, "id": id });
            let both = match kind {
                "touchEnd" => json!([]),
                _ => json!([finger(0, x - apart), finger(1, x + apart)]),
            };
            json!({ "type": kind, "touchPoints": both })
        };
        let (start, end) = if scale > 1.0 {
            (30.0, 30.0 * scale)
        } else {
            (30.0 / scale, 30.0)
        };
        self.touch(fingers("touchStart", start)).await?;
        for step in 1..=4 {
            let apart = start + (end - start) * f64::from(step) / 4.0;
            self.touch(fingers("touchMove", apart)).await?;
        }
        self.touch(fingers("touchEnd", end)).await?;
        self.rests().await
    }

    /// Presses the mouse on the sessions in view and moves it so many pixels to the right.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn drag(&self, right: f64) -> Outcome {
        let Spot { x, y } = self.middle_or(0.0).await?;
        let event = |kind: &str, away: f64, buttons: u8| {
            json!({ "type": kind, "x": x + away, "y": y + 60.0, "button": "left",
                "buttons": buttons, "clickCount": 1 })
        };
        for event in [
            event("mousePressed", 0.0, 1),
            event("mouseMoved", right / 2.0, 1),
            event("mouseMoved", right, 1),
            event("mouseReleased", right, 0),
        ] {
            self.devtools("Input.dispatchMouseEvent", event).await?;
        }
        self.rests().await
    }

    /// Waits until the camera has come to rest: two looks at the drawing are the same.
    ///
    /// # Errors
    /// Where it never does.
    pub async fn rests(&self) -> Outcome {
        let mut last = String::new();
        self.until("the drawing rests", async || {
            self.settle().await?;
            let now: String = self
                .ask("document.querySelector('.ring-svg').outerHTML")
                .await?;
            let same = now == last;
            last = now;
            Ok(same.then_some(()))
        })
        .await
    }

    async fn touch(&self, event: Value) -> Outcome {
        self.devtools("Input.dispatchTouchEvent", event).await?;
        self.settle().await
    }

    /// The line of the whole ring at a turn, or the middle of what is magnified.
    pub(super) async fn middle_or(&self, turn: f64) -> Outcome<Spot> {
        self.spot(
            "document.querySelector('.ring-base') ? onRing(it, 0.75) : middle(document.querySelector('.ring-svg'))",
            turn.into(),
        )
        .await
    }
}
