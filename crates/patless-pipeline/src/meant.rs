//! Finds the name that somebody probably meant.

/// Returns the candidate that is closest to `name`, ignoring case. None: none is close, so that a hint would mislead.
/// A letter too many, a missing one, a wrong one, and two that changed places count as one mistake each.
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = folded(name)?;
    // One mistake in three letters: `pol` is `pool`, and `job` is not `pool`.
    let most = (name.len() / 3).max(1);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let distance = distance(&name, &folded(candidate)?);
            (distance <= most).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Returns the lower-case letters of a name, or nothing for one that is too long to be compared fast.
fn folded(name: &str) -> Option<Vec<char>> {
    let letters: Vec<char> = name.chars().take(LONGEST + 1).collect();
    let fits = letters.len() <= LONGEST;
    fits.then(|| letters.iter().map(char::to_ascii_lowercase).collect())
}

/// Counts the mistakes between two names (optimal string alignment).
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    let mut previous_left = None;
    for (row, &a) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        let mut previous_right = None;
        for (column, &b) in right.iter().enumerate() {
            let at =
                |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX - 1);
            let mut best = at(&last, column) + usize::from(a != b);
            best = best.min(at(&last, column + 1) + 1);
            best = best.min(at(&current, column) + 1);
            if previous_left == Some(b) && previous_right == Some(a) && column > 0 {
                best = best.min(at(&before_last, column - 1) + 1);
            }
            current.push(best);
            previous_right = Some(b);
        }
        before_last = std::mem::replace(&mut last, current);
        previous_left = Some(a);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

/// Longer names are compared with nothing.
const LONGEST: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typo_finds_what_was_meant() {
        let names = [
            "succeeded",
            "failed",
            "always",
            "pool",
            "parameters",
            "steps",
        ];
        for (typo, meant) in [
            ("suceeded", Some("succeeded")),
            ("SUCCEEDED", Some("succeeded")),
            ("fialed", Some("failed")),
            ("pol", Some("pool")),
            ("paramters", Some("parameters")),
            ("parameter", Some("parameters")),
            ("step", Some("steps")),
            ("job", None),
            ("variables", None),
            ("", None),
        ] {
            assert_eq!(closest(typo, names), meant, "{typo}");
        }
    }

    #[test]
    fn the_closest_of_several_wins() {
        assert_eq!(closest("jobs", ["job", "jobs", "jbos"]), Some("jobs"));
    }

    #[test]
    fn a_name_of_a_megabyte_is_compared_with_nothing() {
        let long = "a".repeat(1 << 20);
        assert_eq!(closest(&long, [long.as_str()]), None);
    }
}
