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

    /// Adds a range that cuts none of the others. An empty one is a place between two bytes.
    pub(crate) fn add(&mut self, range: &Range<usize>) {
        let end = self.ranges.entry(range.start).or_insert(range.end);
        *end = range.end.max(*end);
    }

    /// Tells whether an edit of a range would cut another: share a byte, or have a place inside.
    pub(crate) fn cuts(&self, range: &Range<usize>) -> bool {
        let before = self.ranges.range(..range.end);
        before.last().is_some_and(|(_, end)| range.start < *end)
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

    #[test]
    fn an_insertion_cuts_what_it_is_inside_of_and_nothing_beside_it() {
        let mut taken = Taken::default();
        for range in [10..20, 20..20, 30..30] {
            assert!(!taken.cuts(&range), "{range:?}");
            taken.add(&range);
        }
        for cut in [15..15, 19..25, 9..11, 29..31, 12..13] {
            assert!(taken.cuts(&cut), "{cut:?}");
        }
        for free in [10..10, 20..20, 20..30, 30..40, 0..10] {
            assert!(!taken.cuts(&free), "{free:?}");
        }
    }
}
