//! Numbers that look random and are the same on every machine: SplitMix64, whole numbers only.

/// A row of numbers that follows from what it was seeded with.
pub(super) struct Rng(u64);

impl Rng {
    /// The row of a seed of several parts.
    pub(super) fn new(seed: &[u64]) -> Self {
        let mut rng = Self(0x6461_7966_6f6c_6421);
        for part in seed {
            rng.0 ^= part.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            rng.0 = rng.next();
        }
        rng
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number less than `end`, which is not 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// One of a list that is not empty.
    pub(super) fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }

    /// True so many times in a hundred.
    pub(super) fn percent(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    /// A number less than `end`, small ones far more often: about as words and tags are used,
    /// where the second comes half as often as the first.
    pub(super) fn rank(&mut self, end: usize) -> usize {
        let bits = usize::BITS - end.leading_zeros();
        loop {
            // As often of one digit (in base 2) as of any other number of digits.
            let first = 1_usize << self.below(bits as usize);
            let rank = first + self.below(first) - 1;
            if rank < end {
                return rank;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Rng;

    #[test]
    fn numbers_are_always_the_same() {
        let mut rng = Rng::new(&[1, 2, 3]);
        let numbers: Vec<_> = (0..6).map(|_| rng.below(1000)).collect();
        assert_eq!(numbers, [471, 975, 105, 468, 577, 125]);
    }

    #[test]
    fn low_ranks_come_often_and_high_ones_do_come() {
        let mut rng = Rng::new(&[]);
        let mut times = [0; 100];
        for _ in 0..100_000 {
            times[rng.rank(100)] += 1;
        }
        assert!(times[0] > 5 * times[10], "{times:?}");
        assert!(times.iter().all(|times| *times > 50), "{times:?}");
    }
}
