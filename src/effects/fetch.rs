//! Fetching the files that lie beside the page.

use ringside_model::lesson::catalog::Entry;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;
use yew::Callback;

use crate::state::{LessonMsg, Msg};

/// Fetches a lesson, and sends its text, or why it cannot be had.
pub(super) fn lesson(entry: &'static Entry, step: Option<usize>, send: Callback<Msg>) {
    let address = entry.address();
    spawn_local(async move {
        let text = text_at(&address).await;
        let text = text
            .and_then(|text| text.ok_or(JsValue::NULL))
            .map_err(|_| {
                format!("{address} could not be loaded; check the connection and try again")
            });
        send.emit(Msg::Lesson(LessonMsg::Arrived(entry.name, step, text)));
    });
}

/// The text at an address beside the page; none if there is no such file.
async fn text_at(address: &str) -> Result<Option<String>, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str(address))
        .await?
        .dyn_into()?;
    if !response.ok() {
        return Ok(None);
    }
    Ok(JsFuture::from(response.text()?).await?.as_string())
}
