//! Finds long runs of bytes of one kind, without looking at most of the others.

use std::ops::Range;

/// Returns the longest runs of at least `least` places below `count` that all have what is asked for.
///
/// It looks at every place number `least`, and back from it only where that one has it. So it reads a small part of a text
/// of short words, and no text more than three times.
pub(super) fn runs(
    count: usize,
    least: usize,
    has: impl Fn(usize) -> bool,
) -> impl Iterator<Item = Range<usize>> {
    // The place before it, if any, does not have it.
    let mut start = 0;
    std::iter::from_fn(move || {
        loop {
            let last = start + least - 1;
            if last >= count {
                return None;
            }
            if let Some(outside) = (start..=last).rev().find(|place| !has(*place)) {
                start = outside + 1;
                continue;
            }
            let end = (last + 1..count)
                .find(|place| !has(*place))
                .unwrap_or(count);
            let run = start..end;
            start = end;
            return Some(run);
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn runs_are_those_that_a_look_at_every_place_finds(
            places in proptest::collection::vec(any::<bool>(), 0..200),
            least in 1_usize..6,
        ) {
            let found: Vec<_> = runs(places.len(), least, |place| places[place]).collect();

            let mut expected = Vec::new();
            let mut start = 0;
            for place in 0..=places.len() {
                if !places.get(place).copied().unwrap_or(false) {
                    if place - start >= least {
                        expected.push(start..place);
                    }
                    start = place + 1;
                }
            }
            prop_assert_eq!(found, expected);
        }
    }
}
