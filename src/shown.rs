//! Big values as props: shared, and compared by identity alone.

use std::ops::Deref;
use std::rc::Rc;

/// A shared value that equals only itself, so that comparing props costs nothing.
#[derive(Debug)]
pub struct Shown<T: ?Sized>(pub Rc<T>);

impl<T: ?Sized> Clone for Shown<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T: ?Sized> PartialEq for Shown<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Deref for Shown<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
