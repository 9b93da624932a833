//! The program's second half. The release build may cut the program in two: what the first screen
//! needs, and the rest. The script in `index.html` fetches the rest and puts it in its place.
//!
//! Without a cut all of this does nothing.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

mod script {
    use super::{JsValue, wasm_bindgen};

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = halves)]
        pub fn know(exports: JsValue);

        #[wasm_bindgen(js_namespace = halves, catch)]
        pub async fn fetch() -> Result<JsValue, JsValue>;

        #[wasm_bindgen(js_namespace = halves)]
        pub fn hurry();
    }
}

/// Tells the script where the first half is. To be called before anything else, for whatever is
/// not in the first half is fetched from then on, if need be.
pub fn begin() {
    script::know(wasm_bindgen::exports());
}

/// Fetches the rest in the background. If that fails, it is tried once more while the page waits;
/// if that fails, too, the banner tells.
pub async fn whole() {
    if script::fetch().await.is_err() {
        script::hurry();
    }
}
