//! Copying a text.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlTextAreaElement;
use yew::Callback;

use crate::components::share::field_id;
use crate::state::{Copyable, Msg, ShareMsg};

/// Copies a text, and sends whether that worked. Where the browser does not let the page do it, the
/// text is selected, so that one key copies it.
pub(super) fn copy(which: Copyable, text: String, send: Callback<Msg>) {
    spawn_local(async move {
        let worked = written(&text).await;
        if !worked {
            select(field_id(which));
        }
        send.emit(Msg::Share(ShareMsg::Copied(which, worked)));
    });
}

async fn written(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let navigator = window.navigator();
    // Browsers have no clipboard for pages that came unencrypted.
    let there = js_sys::Reflect::get(&navigator, &"clipboard".into());
    if !there.is_ok_and(|clipboard| clipboard.is_object()) {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text))
        .await
        .is_ok()
}

fn select(id: &str) {
    let field = super::element(id);
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok()) {
        field.focus().unwrap_or_default();
        field.select();
    }
}
