//! How the plain values of a scenario are written into a link, and read back.

use std::num::{NonZeroU8, NonZeroU16};

use super::bits::{Reader, Writer};
use crate::seconds::Seconds;

/// A value that has a form in links. It takes a bit at least, so a short link never makes a long
/// list.
pub(super) trait Coded: Sized {
    /// Writes it.
    fn write(&self, to: &mut Writer);

    /// Reads it, if it stands there.
    fn read(from: &mut Reader<'_>) -> Option<Self>;
}

impl Coded for bool {
    fn write(&self, to: &mut Writer) {
        to.bit(*self);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.bit()
    }
}

impl Coded for u64 {
    fn write(&self, to: &mut Writer) {
        to.number(*self);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.number()
    }
}

impl Coded for u32 {
    fn write(&self, to: &mut Writer) {
        to.number(u64::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.number()?.try_into().ok()
    }
}

impl Coded for usize {
    fn write(&self, to: &mut Writer) {
        to.number(*self as u64);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.number()?.try_into().ok()
    }
}

impl Coded for NonZeroU8 {
    fn write(&self, to: &mut Writer) {
        to.number(u64::from(self.get()));
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Self::new(from.number()?.try_into().ok()?)
    }
}

impl Coded for NonZeroU16 {
    fn write(&self, to: &mut Writer) {
        to.number(u64::from(self.get()));
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Self::new(from.number()?.try_into().ok()?)
    }
}

impl Coded for Seconds {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        u32::read(from).map(Self)
    }
}

impl<T: Coded> Coded for Option<T> {
    fn write(&self, to: &mut Writer) {
        to.bit(self.is_some());
        if let Some(value) = self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        if from.bit()? {
            T::read(from).map(Some)
        } else {
            Some(None)
        }
    }
}

impl<T: Coded> Coded for Vec<T> {
    fn write(&self, to: &mut Writer) {
        self.len().write(to);
        for value in self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        (0..usize::read(from)?).map(|_| T::read(from)).collect()
    }
}

/// Writes a value that is mostly the usual one: then it takes one bit.
pub(super) fn write_unless<T: Coded + PartialEq>(to: &mut Writer, value: &T, usual: &T) {
    to.bit(value != usual);
    if value != usual {
        value.write(to);
    }
}

/// Reads a value that is mostly the usual one.
pub(super) fn read_unless<T: Coded>(from: &mut Reader<'_>, usual: T) -> Option<T> {
    if from.bit()? {
        T::read(from)
    } else {
        Some(usual)
    }
}
