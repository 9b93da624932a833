//! What the first load of a page is made of, told from pages as Trunk makes them.

use super::*;

/// What Trunk makes of the page, with what people add to it.
const PAGE: &str = r#"<!doctype html><html><head>
<!-- <link rel="stylesheet" href="commented.css"> -->
<link rel=icon href=./icon.svg>
<link rel="apple-touch-icon" href="./touch.png">
<link rel="manifest" href="./site.webmanifest" />
<link rel="prefetch" href="./later.js">
<link crossorigin="anonymous" rel="stylesheet" title="a > b" href="./app-1.css">
<script type="module" nonce="x">
import init, * as bindings from './app-2.js';
const wasm = await init({ module_or_path: './app-2_bg.wasm' });
navigator.serviceWorker.register('./worker.js');
</script>
<link rel="modulepreload" href="./app-2.js" integrity="sha384-x=">
<link rel="preload" href="./app-2_bg.wasm" as="fetch" type="application/wasm">
</head><body><a href="./docs.html">docs</a><svg><use href="./sprite.svg#ring"/></svg></body></html>"#;

fn check(file: &str, text: &str, expected: &[&str]) {
    assert_eq!(references(Path::new(file), text), expected, "{file}");
}

#[test]
fn a_page_fetches_what_it_links_and_not_what_it_mentions() {
    check(
        "index.html",
        PAGE,
        &[
            "./icon.svg",
            "./site.webmanifest",
            "./app-1.css",
            "./app-2.js",
            "./app-2_bg.wasm",
            "./app-2.js",
            "./app-2_bg.wasm",
            "./sprite.svg#ring",
        ],
    );
}

#[test]
fn a_script_fetches_its_static_imports() {
    check(
        "app.js",
        r#"import { a } from "./snippets/a.js";import'./b.js';const c = import("./later.js");"#,
        &["./snippets/a.js", "./b.js"],
    );
}

#[test]
fn a_stylesheet_fetches_what_it_uses() {
    check(
        "app.css",
        r#"@import "base.css"; a { background: url("icons/x.svg") } b { src: url( ../f.woff2 ) }"#,
        &["icons/x.svg", "../f.woff2", "base.css"],
    );
}

#[test]
fn references_resolve_from_the_folder_of_the_file() {
    let check = |folder: &str, reference: &str, expected: Option<&str>| {
        let resolved = resolve(Path::new(folder), reference);
        assert_eq!(resolved, expected.map(PathBuf::from), "{reference}");
    };
    check("", "./app.js", Some("app.js"));
    check("css", "../icons/x.svg?1#y", Some("icons/x.svg"));
    check("css", "/app.js", Some("app.js"));
    check("", "../outside", None);
    check("", "https://elsewhere/app.js", None);
    check("", "//elsewhere/app.js", None);
    check("", "data:image/png;base64,xx", None);
    check("", "#fragment", None);
}
