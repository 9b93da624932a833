//! What is written is offered as a file.

use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};
use yew::Callback;

use crate::state::Msg;

/// So many bytes are handed to the browser at once, which takes it some milliseconds.
const AT_ONCE: usize = 4 << 20;

/// Offers a text in pieces as a file; complains if that does not work.
pub(super) fn save(name: String, kind: &'static str, content: Vec<String>, send: &Callback<Msg>) {
    let send = send.clone();
    spawn_local(async move {
        if download(&name, kind, content).await.is_err() {
            send.emit(Msg::Complain(format!("{name} could not be saved.")));
        }
    });
}

/// Offers a text in pieces as a file. What is long is handed over bit by bit, and let go.
pub(super) async fn download(name: &str, kind: &str, content: Vec<String>) -> Result<(), JsValue> {
    let parts = Array::new();
    let (mut part, mut bytes) = (Vec::new(), 0);
    for piece in content {
        bytes += piece.len();
        part.push(piece);
        if bytes >= AT_ONCE {
            parts.push(blob(kind, &part)?.as_ref());
            (part, bytes) = (Vec::new(), 0);
            TimeoutFuture::new(0).await;
        }
    }
    parts.push(blob(kind, &part)?.as_ref());
    let whole = Blob::new_with_blob_sequence_and_options(&parts, &bag(kind))?;
    let url = Url::create_object_url_with_blob(&whole)?;
    offer(name, &url)?;
    // The browser has taken the file's content by the time this runs.
    Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

/// An address under which the page can reach a text as a file.
pub(super) fn object_url(kind: &str, content: String) -> Result<String, JsValue> {
    Url::create_object_url_with_blob(&blob(kind, &[content])?)
}

/// Offers what lies at an address as a file.
pub(super) fn offer(name: &str, url: &str) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let anchor = document.ok_or(JsValue::NULL)?.create_element("a")?;
    let anchor: HtmlAnchorElement = anchor.dyn_into()?;
    anchor.set_href(url);
    anchor.set_download(name);
    anchor.click();
    Ok(())
}

/// A text in pieces, as bytes, which the browser takes as they are.
fn blob(kind: &str, content: &[String]) -> Result<Blob, JsValue> {
    let bytes = |piece: &String| Uint8Array::from(piece.as_bytes());
    let parts: Array = content.iter().map(bytes).collect();
    Blob::new_with_u8_array_sequence_and_options(&parts, &bag(kind))
}

fn bag(kind: &str) -> BlobPropertyBag {
    let bag = BlobPropertyBag::new();
    bag.set_type(kind);
    bag
}
