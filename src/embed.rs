//! The page inside another one: without its frame, and with the controls that were chosen.

use crate::address::{Address, value};

/// A part of the page that an embedded one has only if it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// What to do first, and the verbs that concern no one node.
    Toolbar,
    /// The timeline.
    Timeline,
    /// The panels beside the ring.
    Panels,
}

impl Control {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Toolbar, Self::Timeline, Self::Panels];

    /// Its name in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Toolbar => "toolbar",
            Self::Timeline => "timeline",
            Self::Panels => "panels",
        }
    }
}

/// How an embedded page looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embed {
    /// The controls that it has.
    pub controls: Vec<Control>,
    /// Names that stand for no control.
    pub unknown: Vec<String>,
}

impl Embed {
    /// What the query `embed` or `embed=NAME,NAME` asks for; none without it.
    #[must_use]
    pub fn asked(address: &Address) -> Option<Self> {
        let names = address
            .asks("embed")
            .then(|| value(&address.query, "embed"))?;
        let names = names.unwrap_or_default();
        let mut embed = Self::default();
        for name in names.split(',').filter(|name| !name.is_empty()) {
            match Control::ALL.into_iter().find(|one| one.name() == name) {
                Some(control) => embed.controls.push(control),
                None => embed.unknown.push(name.to_owned()),
            }
        }
        Some(embed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_chooses_the_controls() {
        let asked = |query| Embed::asked(&Address::new(&format!("page?{query}")));
        let controls = |query| asked(query).map(|embed| embed.controls);
        assert_eq!(controls(""), None);
        assert_eq!(controls("embedded"), None);
        assert_eq!(controls("embed"), Some(vec![]));
        assert_eq!(controls("a=b&embed"), Some(vec![]));
        assert_eq!(controls("embed="), Some(vec![]));
        let two = Some(vec![Control::Timeline, Control::Panels]);
        assert_eq!(controls("embed=timeline,panels"), two);
    }

    #[test]
    fn what_is_no_control_is_named() {
        let address = Address::new("page?embed=toolbar,clock,,Panels");
        let embed = Embed::asked(&address).expect("embedded");
        assert_eq!(embed.controls, [Control::Toolbar]);
        assert_eq!(embed.unknown, ["clock", "Panels"]);
    }
}
