//! Texts in links. A character that is frequent in the texts of scenarios takes few bits: eight of
//! them take four, sixteen take six, 64 take nine, and every other one takes thirteen or more.

use super::bits::{Reader, Writer};
use super::coded::Coded;

/// The characters with short forms: eight, sixteen and 64 of them. Never to be changed: the links
/// that people have would say something else.
const SHORT: &[u8; 88] =
    b" esonatirhdlcumfpgwybvk.,-0123456789jqxzABCDEFGHIJKLMNOPQRSTUVWXYZ:;!?'\"()/_+=&%#@$*<>[]";

/// For each kind of short form: the bits that say so, how many those are, where its characters
/// begin, and how many bits say which of them it is.
const FORMS: [Form; 3] = [
    Form {
        mark: 0b0,
        marks: 1,
        first: 0,
        width: 3,
    },
    Form {
        mark: 0b10,
        marks: 2,
        first: 8,
        width: 4,
    },
    Form {
        mark: 0b110,
        marks: 3,
        first: 24,
        width: 6,
    },
];

struct Form {
    mark: u64,
    marks: u32,
    first: u64,
    width: u32,
}

impl Coded for char {
    fn write(&self, to: &mut Writer) {
        let place = SHORT.iter().position(|&short| char::from(short) == *self);
        let form = place.and_then(|place| {
            let place = place as u64;
            let form = FORMS.iter().rev().find(|form| form.first <= place)?;
            Some((form, place - form.first))
        });
        if let Some((form, which)) = form {
            to.bits(form.mark, form.marks);
            to.bits(which, form.width);
        } else {
            to.bits(0b111, 3);
            u32::from(*self).write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        for form in &FORMS {
            if !from.bit()? {
                let place = form.first + from.bits(form.width)?;
                let short = SHORT.get(usize::try_from(place).ok()?);
                return short.copied().map(Self::from);
            }
        }
        Self::from_u32(u32::read(from)?)
    }
}

impl Coded for String {
    fn write(&self, to: &mut Writer) {
        self.chars().count().write(to);
        for char in self.chars() {
            char.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        (0..usize::read(from)?).map(|_| char::read(from)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_and_frequent_characters_take_less() {
        let all: String = SHORT.iter().copied().map(char::from).collect();
        let length = |text: &str| {
            let mut writer = Writer::default();
            text.to_owned().write(&mut writer);
            let signs = writer.finish();
            let back = String::read(&mut Reader::new(&signs));
            assert_eq!(back.as_deref(), Some(text));
            signs.len()
        };
        assert!(length(&all) < all.len() * 9 / 6 + 3);
        assert_eq!(length("a session set on"), 13);
        assert_eq!(length(""), 1);
        assert!(length("größer ~ \u{1f600}\n") > 11);
    }
}
