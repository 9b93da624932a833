//! Version numbers as tools print them.

/// The first `major.minor.patch` in what a tool says about itself, such as
/// `trunk 0.21.14` or `rustc 1.96.0 (ac68faa20 2026-07-06)`.
#[must_use]
pub fn find(text: &str) -> Option<&str> {
    text.split_whitespace().find(|word| parse(word).is_some())
}

/// `1.2.3`, or `1.2.3-rc.1` less what follows the dash, as three numbers that
/// compare in the right order.
#[must_use]
pub fn parse(word: &str) -> Option<[u32; 3]> {
    let numbers = word.split(['-', '+']).next()?;
    let mut parts = numbers.split('.').map(str::parse);
    let version = [
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    ];
    parts.next().is_none().then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tools_print_their_version_among_other_words() {
        assert_eq!(find("trunk 0.21.14\n"), Some("0.21.14"));
        assert_eq!(find("rustc 1.96.0 (ac68faa20 2026-07-06)"), Some("1.96.0"));
        assert_eq!(find("wasm-opt version 132 (version_132)"), None);
    }

    #[test]
    fn versions_compare_as_numbers() {
        assert!(parse("0.21.14") > parse("0.21.9"));
        assert_eq!(parse("1.2.3-rc.1"), Some([1, 2, 3]));
        assert_eq!(parse("1.2"), None);
        assert_eq!(parse("1.2.3.4"), None);
    }
}
