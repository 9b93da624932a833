//! What a browser must be told about a file.

use std::path::Path;

/// The content type for a file's name. Browsers compile wasm while it arrives
/// only under its own type, and run modules only under that of JavaScript.
pub fn of(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_is_made_of_has_its_type() {
        let check =
            |name: &str, expected: &str| assert_eq!(of(Path::new(name)), expected, "{name}");
        check("index.html", "text/html; charset=utf-8");
        check("a-1_bg.wasm", "application/wasm");
        check("a.b.js", "text/javascript; charset=utf-8");
        check("app.css", "text/css; charset=utf-8");
        check("icon.svg", "image/svg+xml");
        check("scenario.schema.json", "application/json");
        check("site.webmanifest", "application/manifest+json");
        check("LICENSE", "application/octet-stream");
    }
}
