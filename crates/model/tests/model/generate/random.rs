//! A small generator of random numbers: the same seed, the same scenarios.

/// splitmix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The `nth` stream of a seed.
    pub fn new(seed: u64, nth: u64) -> Self {
        let mut random = Self(seed);
        Self(random.next() ^ nth.wrapping_mul(0xd134_2543_de82_ef95))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        let span = u64::from(high - low) + 1;
        low + u32::try_from(self.next() % span).expect("less than the span")
    }

    /// Whether something happens that has so many chances in a hundred.
    pub fn percent(&mut self, chances: u32) -> bool {
        self.between(1, 100) <= chances
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, these: &'a [T]) -> &'a T {
        let last = u32::try_from(these.len() - 1).expect("a short list");
        &these[self.between(0, last) as usize]
    }

    /// One of these, if there are any.
    pub fn pick_any<'a, T>(&mut self, these: &'a [T]) -> Option<&'a T> {
        (!these.is_empty()).then(|| self.pick(these))
    }
}
