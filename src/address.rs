//! The page's own address: where it lies, what it is asked to show, and how it is to look.
//!
//! The fragment is a list of `key=value`, with `&` between them. Each reader takes the keys that
//! it knows and passes over the others.

use std::rc::Rc;

/// The key of a scenario with the moment shown, as a link says it.
pub const SCENARIO: &str = "s";

/// The key of a lesson: its name, and after a slash a step, counted from 1.
pub const LESSON: &str = "lesson";

/// An address in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Where the page lies: all before the query and the fragment.
    pub page: Rc<str>,
    /// What comes after `?`.
    pub query: String,
    /// What comes after `#`.
    pub fragment: String,
}

impl Address {
    /// The parts of an address.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let (rest, fragment) = text.split_once('#').unwrap_or((text, ""));
        let (page, query) = rest.split_once('?').unwrap_or((rest, ""));
        Self {
            page: page.into(),
            query: query.to_owned(),
            fragment: fragment.to_owned(),
        }
    }

    /// Whether the query asks for something, as `?present` does.
    #[must_use]
    pub fn asks(&self, what: &str) -> bool {
        let parts = self.query.split('&');
        let mut names = parts.filter_map(|part| part.split('=').next());
        names.any(|name| name == what)
    }

    /// The value that the fragment gives a key.
    #[must_use]
    pub fn said(&self, key: &str) -> Option<&str> {
        value(&self.fragment, key)
    }
}

/// The value of a key in a list of `key=value`.
#[must_use]
pub fn value<'a>(list: &'a str, wanted: &str) -> Option<&'a str> {
    let pairs = list.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .into_iter()
        .find_map(|(key, value)| (key == wanted).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_falls_into_its_parts() {
        let address = Address::new("http://a/b/?embed=panels#lesson=2&s=1abc&s=no");
        assert_eq!(&*address.page, "http://a/b/");
        assert_eq!(address.query, "embed=panels");
        assert!(address.asks("embed") && !address.asks("panels"));
        assert_eq!(address.said(SCENARIO), Some("1abc"));
        assert_eq!(address.said("lesson"), Some("2"));
        assert_eq!(address.said("embed"), None);
        let plain = Address::new("file:///b.html");
        assert_eq!(&*plain.page, "file:///b.html");
        assert_eq!((plain.said(SCENARIO), &*plain.query), (None, ""));
        assert_eq!(Address::new("http://a/#s").said(SCENARIO), None);
        assert_eq!(Address::new("http://a/#top?s=1").page, "http://a/".into());
    }
}
