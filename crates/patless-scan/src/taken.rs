//! The bytes of a document about which something is reported.

use std::collections::BTreeMap;
use std::ops::Range;

/// Ranges that do not overlap.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    /// Where each begins, and ends.
    ranges: BTreeMap<usize, usize>,
}

impl Taken {
    /// Takes a range. `false`: some of its bytes are taken already.
    pub(crate) fn take(&mut self, range: &Range<usize>) -> bool {
        let before = self.ranges.range(..range.end.max(range.start + 1));
        let free = before.last().is_none_or(|(_, end)| *end <= range.start);
        if free {
            self.ranges.insert(range.start, range.end);
        }
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shares_a_byte_with_another_is_not_taken() {
        let mut taken = Taken::default();
        assert!(taken.take(&(10..20)));
        assert!(taken.take(&(30..40)));
        for overlapping in [10..20, 5..11, 19..25, 12..13, 0..50, 25..31] {
            assert!(!taken.take(&overlapping), "{overlapping:?}");
        }
        for free in [20..30, 0..10, 40..41] {
            assert!(taken.take(&free), "{free:?}");
        }
    }
}
