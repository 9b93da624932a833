//! What lies over the page until it is closed.

use web_sys::HtmlDialogElement;
use yew::{NodeRef, hook, use_effect_with, use_node_ref};

/// The element of a dialog that is open or not. The browser keeps the focus inside, and leads it
/// back to where it was when it closes.
#[hook]
pub fn use_dialog(open: bool) -> NodeRef {
    let dialog = use_node_ref();
    use_effect_with((open, dialog.clone()), |(open, dialog)| {
        let Some(dialog) = dialog.cast::<HtmlDialogElement>() else {
            return;
        };
        match (open, dialog.open()) {
            // A dialog that cannot be opened is a page without it.
            (true, false) => dialog.show_modal().unwrap_or_default(),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    dialog
}
