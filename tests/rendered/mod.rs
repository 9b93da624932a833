//! Components as HTML, and what a reader sees of it.

use futures::executor::block_on;
use yew::{BaseComponent, LocalServerRenderer};

/// A component with these properties, as HTML.
pub fn render<C: BaseComponent>(props: C::Properties) -> String {
    let renderer = LocalServerRenderer::<C>::with_props(props);
    block_on(renderer.hydratable(false).render())
}

/// The text of a piece of HTML: tags taken out, escapes undone, and white space folded.
pub fn words(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for character in html.chars() {
        match character {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            _ if !inside => text.push(character),
            _ => {}
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    let text = text.replace("&quot;", "\"").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
