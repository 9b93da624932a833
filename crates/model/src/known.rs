//! Which keys a list has, and where each stands. The keys stay where they are; this is only their
//! places, in one piece of memory, so that it costs as little to drop as to make.

/// The places of keys, to be found by key.
pub struct Known {
    /// By hash: one more than a place, or 0 where there is none. A power of two of them, at least a
    /// half of them free.
    slots: Vec<u32>,
}

impl Known {
    /// None yet, with room for so many.
    #[must_use]
    pub fn with_room(keys: usize) -> Self {
        let slots = (2 * keys.max(1)).next_power_of_two();
        Self {
            slots: vec![0; slots],
        }
    }

    /// The place of a key that is the same as this one, or none.
    pub fn find<'k>(&self, key: &str, at: impl Fn(usize) -> &'k str) -> Option<usize> {
        self.slot(key, at).1
    }

    /// Notes the place of a key, and gives that of the same key if it is there already; nothing
    /// changes then.
    pub fn insert<'k>(
        &mut self,
        key: &str,
        place: usize,
        at: impl Fn(usize) -> &'k str,
    ) -> Option<usize> {
        let (slot, known) = self.slot(key, at);
        if known.is_none() {
            self.slots[slot] = u32::try_from(place).map_or(u32::MAX, |place| place + 1);
        }
        known
    }

    /// Where a key is noted, or would be, and its place.
    fn slot<'k>(&self, key: &str, at: impl Fn(usize) -> &'k str) -> (usize, Option<usize>) {
        let mask = self.slots.len() - 1;
        let mut slot = hash(key) & mask;
        while self.slots[slot] != 0 {
            let place = self.slots[slot] as usize - 1;
            if at(place) == key {
                return (slot, Some(place));
            }
            slot = (slot + 1) & mask;
        }
        (slot, None)
    }
}

/// FNV-1a of 64 bits, with the upper half folded in: its lower bits alone are weak.
fn hash(key: &str) -> usize {
    let fnv = key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let folded = (fnv ^ (fnv >> 32)) & u64::from(u32::MAX);
    usize::try_from(folded).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_is_found_where_it_came_first() {
        let keys: Vec<String> = (0..5000).map(|at| format!("k{}", at % 3000)).collect();
        let at = |place: usize| keys[place].as_str();
        let mut known = Known::with_room(keys.len());
        for (place, key) in keys.iter().enumerate() {
            let first = (place >= 3000).then(|| place - 3000);
            assert_eq!(known.find(key, at), first);
            assert_eq!(known.insert(key, place, at), first);
        }
        assert_eq!(known.find("k3000", at), None);
    }
}
