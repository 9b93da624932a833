//! What a script refers to.

/// The targets of static imports, and the wasm that is named anywhere.
pub fn references(text: &str) -> Vec<&str> {
    let imports = ["from", "import"]
        .into_iter()
        .flat_map(|word| text.split(word).skip(1))
        .filter_map(quoted);
    imports.chain(wasm(text)).collect()
}

/// The text in quotes right after a word.
fn quoted(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| "\"'".contains(*c))?;
    rest[1..].split(quote).next()
}

/// Every quoted text that ends in `.wasm`.
fn wasm(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices(".wasm").filter_map(|(at, ending)| {
        let end = at + ending.len();
        let quote = text[end..].chars().next().filter(|c| "\"'`".contains(*c))?;
        let start = text[..at].rfind(quote)? + 1;
        Some(&text[start..end])
    })
}
