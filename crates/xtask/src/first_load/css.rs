//! What a stylesheet refers to.

/// The targets of `url(...)` and `@import "..."`.
pub fn references(text: &str) -> Vec<&str> {
    let urls = text.split("url(").skip(1).filter_map(|rest| {
        let target = rest.split(')').next()?;
        Some(target.trim().trim_matches(['"', '\'']))
    });
    let imports = text.split("@import").skip(1).filter_map(|rest| {
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|c| "\"'".contains(*c))?;
        rest[1..].split(quote).next()
    });
    urls.chain(imports).collect()
}
