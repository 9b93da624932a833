//! Whether anything that was asked for is still under way.
//!
//! While nothing is, the root element has the attribute `data-settled`. The boot script and the
//! browser tests wait for it. Saving on this device and playing do not count: neither changes what
//! was asked for.

use std::cell::Cell;
use std::rc::Rc;

use yew::Callback;

use crate::state::Msg;

/// The attribute of the root element.
const SETTLED: &str = "data-settled";

/// Counts what is under way.
#[derive(Clone, Debug, Default)]
pub struct Underway(Rc<Cell<u32>>);

/// Something under way, until it is dropped.
#[derive(Debug)]
pub struct Token(Underway);

impl Underway {
    /// Begins something.
    #[must_use]
    pub fn begin(&self) -> Token {
        self.0.set(self.0.get() + 1);
        if self.0.get() == 1 {
            mark(false);
        }
        Token(self.clone())
    }

    /// The same callback; something is under way until it and its clones are dropped.
    #[must_use]
    pub fn until_sent(&self, send: &Callback<Msg>) -> Callback<Msg> {
        let (send, token) = (send.clone(), self.begin());
        Callback::from(move |msg| {
            let _held = &token;
            send.emit(msg);
        })
    }
}

impl Drop for Token {
    fn drop(&mut self) {
        let Underway(count) = &self.0;
        count.set(count.get() - 1);
        if count.get() == 0 {
            mark(true);
        }
    }
}

fn mark(settled: bool) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(root) = document.and_then(|document| document.document_element()) {
        // No attribute of this name can be refused.
        let _ = root.toggle_attribute_with_force(SETTLED, settled);
    }
}
