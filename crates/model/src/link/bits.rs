//! The stream of bits that a link's text stands for: six in each sign, the highest first.

/// The 64 signs, in the order of their values: base64url (RFC 4648, section 5).
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// How many bits a sign stands for.
const WIDTH: u32 = 6;

/// How many bits of a number stand together.
const GROUP: u32 = 4;

/// Takes bits and makes signs of them.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
    /// The bits that do not make a sign yet.
    held: u8,
    count: u32,
}

impl Writer {
    /// One bit.
    pub(super) fn bit(&mut self, bit: bool) {
        self.held = self.held << 1 | u8::from(bit);
        self.count += 1;
        if self.count == WIDTH {
            self.text.push(char::from(SIGNS[usize::from(self.held)]));
            (self.held, self.count) = (0, 0);
        }
    }

    /// The lowest bits of a value.
    pub(super) fn bits(&mut self, value: u64, width: u32) {
        for at in (0..width).rev() {
            self.bit(value >> at & 1 == 1);
        }
    }

    /// A number of any size; a small one takes few bits. Its lowest bits come first, in groups,
    /// and before each group stands whether another follows.
    pub(super) fn number(&mut self, number: u64) {
        let rest = number >> GROUP;
        self.bit(rest > 0);
        self.bits(number, GROUP);
        if rest > 0 {
            self.number(rest);
        }
    }

    /// The signs. The last one is filled up with zeros.
    pub(super) fn finish(mut self) -> String {
        while self.count > 0 {
            self.bit(false);
        }
        self.text
    }
}

/// Takes bits back out of signs. What is not there, or is no sign, is `None`.
#[derive(Clone, Debug)]
pub(super) struct Reader<'a> {
    signs: std::slice::Iter<'a, u8>,
    held: u8,
    count: u32,
}

impl<'a> Reader<'a> {
    /// The bits of this text.
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            signs: text.as_bytes().iter(),
            held: 0,
            count: 0,
        }
    }

    /// The next bit.
    pub(super) fn bit(&mut self) -> Option<bool> {
        if self.count == 0 {
            let sign = self.signs.next()?;
            let value = SIGNS.iter().position(|known| known == sign)?;
            self.held = u8::try_from(value).ok()?;
            self.count = WIDTH;
        }
        self.count -= 1;
        Some(self.held >> self.count & 1 == 1)
    }

    /// The value of the next bits.
    pub(super) fn bits(&mut self, width: u32) -> Option<u64> {
        (0..width).try_fold(0, |value, _| Some(value << 1 | u64::from(self.bit()?)))
    }

    /// The next number, if it fits.
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(GROUP as usize) {
            let more = self.bit()?;
            number |= self.bits(GROUP)? << shift;
            if !more {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_and_small_ones_take_one_sign() {
        for number in [0, 1, 15, 16, 255, 256, u64::from(u32::MAX), u64::MAX] {
            let mut writer = Writer::default();
            writer.number(number);
            let text = writer.finish();
            assert_eq!(Reader::new(&text).number(), Some(number), "{text}");
            assert_eq!(text.len() == 1, number < 16, "{number} is {text}");
        }
    }

    #[test]
    fn what_is_missing_no_sign_or_too_much_is_nothing() {
        assert_eq!(Reader::new("").bit(), None);
        assert_eq!(Reader::new("A").bits(7), None);
        assert_eq!(Reader::new("é").bit(), None);
        assert_eq!(Reader::new("=").bit(), None);
        assert_eq!(Reader::new(&"_".repeat(20)).number(), None);
    }
}
