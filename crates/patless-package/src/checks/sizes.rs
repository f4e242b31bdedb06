//! The package must stay small: hosted agents download it in every job.
use crate::part::Part;

/// What is too large; `size` is that of the whole package, compressed.
pub(super) fn problems(parts: &[Part], size: u64) -> Vec<String> {
    let mut found: Vec<_> = parts
        .iter()
        .filter(|part| part.is_binary() && part.bytes.len() > PROGRAM)
        .map(|part| {
            let size = part.bytes.len();
            format!("{}: {size} bytes, more than {PROGRAM}", part.name)
        })
        .collect();
    if size > WHOLE {
        found.push(format!("the package: {size} bytes, more than {WHOLE}"));
    }
    found
}

/// The most that a package may weigh, in bytes.
const WHOLE: u64 = 25_000_000;

/// The most that a program may weigh, in bytes; the footprint test holds it to the same. With every source, Git's helper,
/// the recipes and the keeper it is 5.79 MB, of which the keeper is 0.45. Optimized for size alone (`opt-level = "z"`) it was 0.18 MB
/// smaller, but one token took 29.3 million instructions instead of 25. The scanner and the plan bring it to 8.61 MB: regular
/// expressions, the walk, YAML and the pictures of lines are some 2.2, the rules and the plan some 0.6. No start of the task reads them. The rows of all errors that people paste bring it to 9.20 MB: their
/// texts and addresses.
const PROGRAM: usize = 9_300_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_refused() {
        let parts = [Part::new(
            "patless/bin/patless-linux-x64.bin",
            vec![0; PROGRAM + 1],
        )];
        assert_eq!(problems(&parts, WHOLE).len(), 1);
        assert_eq!(problems(&[], WHOLE + 1).len(), 1);
    }

    #[test]
    fn what_just_fits_is_accepted() {
        let parts = [Part::new(
            "patless/bin/patless-linux-x64.bin",
            vec![0; PROGRAM],
        )];
        assert_eq!(problems(&parts, WHOLE), [""; 0]);
    }
}
