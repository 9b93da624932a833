//! Measuring: how long a click takes until it is seen, how frames follow each other, how much
//! memory the program has. Needs [`WATCH`] to have run before the page.

use super::mouse::Spot;
use super::{Page, done};
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use xtask::failure::Outcome;

/// A script for [`Visit::with_script`](crate::Visit::with_script); see the file.
pub const WATCH: &str = include_str!("measure.js");

/// A script for [`Visit::with_script`](crate::Visit::with_script) that keeps the nodes of each
/// frame; see the file.
pub const NODE_FRAMES: &str = include_str!("frames.js");

/// Events that are asked for at a time: far fewer than a script may take the time for.
const AT_ONCE: u32 = 50;

/// The frames of some time.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Frames {
    /// How long they took together, in milliseconds.
    pub together: f64,
    /// How long the longest took, in milliseconds.
    pub longest: f64,
    /// How many there were.
    pub frames: u32,
    /// In how many of them nothing was painted.
    pub blank: u32,
}

impl Page {
    /// Gives the document a window of this size, whatever is around it.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn size(&self, width: u32, height: u32) -> Outcome {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await?;
        self.settle().await
    }

    /// Makes the page's processor this many times slower. Workers keep their speed.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn slow_down(&self, times: u32) -> Outcome {
        self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": times }))
            .await?;
        Ok(())
    }

    /// Clicks a node, and tells how many milliseconds later the ring was painted anew.
    ///
    /// # Errors
    /// Where a click cannot meet it, or nothing is painted.
    pub async fn time_node(&self, name: &str) -> Outcome<f64> {
        self.time("spot(node(it))", name.into()).await
    }

    /// The same for a button.
    ///
    /// # Errors
    /// Where a click cannot meet it, or nothing is painted.
    pub async fn time_button(&self, name: &str) -> Outcome<f64> {
        let button = json!({ "role": "button", "name": name });
        self.time("spot(named(it))", button).await
    }

    /// The same for a verb of a node's menu, which is opened before.
    ///
    /// # Errors
    /// Where the node or the verb is not there, or nothing is painted.
    pub async fn time_verb(&self, node: &str, verb: &str) -> Outcome<f64> {
        let Spot { x, y } = self.spot("spot(node(it))", node.into()).await?;
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "right", "clickCount": 1 });
            self.devtools("Input.dispatchMouseEvent", event).await?;
        }
        self.settle().await?;
        let item = "spot(all('[role=menuitem]').find((item) => words(item).startsWith(it)))";
        self.time(item, verb.into()).await
    }

    async fn time(&self, place: &str, it: Value) -> Outcome<f64> {
        // The pointer comes to rest there first, as a hand does.
        let spot = self.spot(place, it).await?;
        let mouse = |kind: &str, buttons: u8| {
            json!({ "type": kind, "x": spot.x, "y": spot.y, "button": "left",
                "buttons": buttons, "clickCount": 1 })
        };
        self.devtools("Input.dispatchMouseEvent", mouse("mouseMoved", 0))
            .await?;
        self.quiet().await?;
        for event in [mouse("mousePressed", 1), mouse("mouseReleased", 0)] {
            self.devtools("Input.dispatchMouseEvent", event).await?;
        }
        let time = self
            .until("the ring is painted anew", async || {
                self.ask("watched.repainted()").await
            })
            .await?;
        self.quiet().await?;
        Ok(time)
    }

    /// Waits until the page has nothing to do: it keeps what it shows a moment after a change.
    async fn quiet(&self) -> Outcome {
        self.settle().await?;
        tokio::time::sleep(Duration::from_millis(350)).await;
        self.settle().await
    }

    /// Watches the frames while something is done again and again, for so long.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn watch(
        &self,
        time: Duration,
        mut act: impl AsyncFnMut(u32) -> Outcome,
    ) -> Outcome<Frames> {
        self.run("watched.start()", Value::Null).await?;
        let start = Instant::now();
        let mut step = 0;
        while start.elapsed() < time {
            act(step).await?;
            step += 1;
        }
        self.ask("watched.stop()").await
    }

    /// A point of the window among the sessions of the ring, or of the arc that is magnified.
    ///
    /// # Errors
    /// Where there is no ring.
    pub async fn among_sessions(&self) -> Outcome<(f64, f64)> {
        let Spot { x, y } = self.middle_or(0.0).await?;
        Ok((x, y + 60.0))
    }

    /// Turns the wheel at a point, and waits for nothing.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn notch(&self, (x, y): (f64, f64), amount: f64) -> Outcome {
        let event = json!({ "type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": amount });
        self.devtools("Input.dispatchMouseEvent", event).await?;
        Ok(())
    }

    /// Presses (`mousePressed`), moves (`mouseMoved`) or lets go (`mouseReleased`) the mouse at a
    /// point, and waits for nothing.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn hold(&self, kind: &str, (x, y): (f64, f64)) -> Outcome {
        let held = u8::from(kind != "mouseReleased");
        let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": held,
            "clickCount": 1 });
        self.devtools("Input.dispatchMouseEvent", event).await?;
        Ok(())
    }

    /// Gives the ring the keyboard focus.
    ///
    /// # Errors
    /// Where it is not there.
    pub async fn focus_ring(&self) -> Outcome {
        self.run("document.querySelector('.ring').focus()", Value::Null)
            .await
    }

    /// Lets events happen, from this number to that, one or two frames each.
    ///
    /// # Errors
    /// Where the page cannot.
    pub async fn act(&self, from: u32, to: u32) -> Outcome {
        let mut at = from;
        while at < to {
            let end = (at + AT_ONCE).min(to);
            let act = "const done = arguments[1];
                watched.act(arguments[0].from, arguments[0].to).then(() => done());";
            let range = json!({ "from": at, "to": end });
            let acted = self.client.execute_async(act, vec![range]).await;
            done("Letting events happen", acted)?;
            at = end;
        }
        Ok(())
    }

    /// The memory of the program, in bytes.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub async fn memory(&self) -> Outcome<u64> {
        self.ask("watched.memory()").await
    }

    async fn run(&self, script: &str, it: Value) -> Outcome {
        done(script, self.client.execute(script, vec![it]).await)?;
        Ok(())
    }
}
