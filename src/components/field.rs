//! What a person typed, chose or picked: read off the field that an event came from.

use wasm_bindgen::JsCast;
use web_sys::{Event, File, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

fn of<T: JsCast>(event: &Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

/// The value of the drop-down that was changed.
#[must_use]
pub fn chosen(event: &Event) -> String {
    of::<HtmlSelectElement>(event)
        .map(|select| select.value())
        .unwrap_or_default()
}

/// The text in the one-line field that was typed in.
#[must_use]
pub fn typed(event: &Event) -> String {
    of::<HtmlInputElement>(event)
        .map(|input| input.value())
        .unwrap_or_default()
}

/// The text in the large field that was typed in.
#[must_use]
pub fn written(event: &Event) -> String {
    of::<HtmlTextAreaElement>(event)
        .map(|field| field.value())
        .unwrap_or_default()
}

/// The file that was picked. The field forgets it, so that the same file can be picked again.
#[must_use]
pub fn picked(event: &Event) -> Option<File> {
    let input: HtmlInputElement = of(event)?;
    let file = input.files().and_then(|files| files.get(0));
    input.set_value("");
    file
}
