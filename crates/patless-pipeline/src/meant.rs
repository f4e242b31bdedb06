//! Finds the name that somebody probably meant.

use strsim::osa_distance;

/// Returns the candidate that is closest to `name`, ignoring case. None: none is close, so that a hint would mislead.
/// A letter too many, a missing one, a wrong one, and two that changed places count as one mistake each.
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // One mistake in three letters: `pol` is `pool`, and `job` is not `pool`.
    let most = match name.chars().count() {
        0 | 1 => return None,
        letters if letters > LONGEST => return None,
        letters => (letters / 3).max(1),
    };
    let name = name.to_ascii_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| {
            (
                osa_distance(&name, &candidate.to_ascii_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= most)
        // Of two that are equally close, the one that goes on: `branch` is `branches`, and not `batch`.
        .min_by_key(|(distance, candidate)| {
            let begins = candidate.to_ascii_lowercase().starts_with(&name);
            (*distance, !begins)
        })
        .map(|(_, candidate)| candidate)
}

/// With how many names of a file an unknown one is compared: a file may have a hundred thousand of both.
pub(crate) const COMPARED: usize = 60;

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
            ("x", None),
            ("variables", None),
            ("", None),
        ] {
            assert_eq!(closest(typo, names), meant, "{typo}");
        }
    }

    #[test]
    fn the_closest_of_several_wins() {
        assert_eq!(closest("jobs", ["job", "jobs", "jbos"]), Some("jobs"));
        assert_eq!(closest("branch", ["batch", "branches"]), Some("branches"));
    }

    #[test]
    fn a_name_of_a_megabyte_is_compared_with_nothing() {
        let long = "a".repeat(1 << 20);
        assert_eq!(closest(&long, [long.as_str()]), None);
    }
}
