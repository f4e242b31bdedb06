//! The build arguments of a Dockerfile through which a PAT comes in.

use std::collections::BTreeSet;

use crate::names::{Says, says};
use crate::servers::has_azure;

/// Returns the build arguments that hold a PAT: by their names, or because the file has to do with feeds of Azure Artifacts.
pub(crate) fn with_pats(text: &str) -> BTreeSet<&str> {
    let feeds = has_azure(text) || text.contains("FEED_ENDPOINTS");
    text.lines()
        .filter_map(argument)
        .filter(|name| match says(name) {
            Says::Pat | Says::JobToken => true,
            Says::Foreign => false,
            Says::Nothing => {
                let lower = name.to_ascii_lowercase();
                feeds
                    && ["token", "password"]
                        .iter()
                        .any(|ending| lower.ends_with(ending))
            }
        })
        .collect()
}

/// Returns the name that a line `ARG NAME` or `ARG NAME=default` declares.
pub(crate) fn argument(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = line
        .get(..4)
        .filter(|word| word.eq_ignore_ascii_case("arg "))
        .and_then(|_| line.get(4..))?;
    rest.trim_start()
        .split(|letter: char| letter == '=' || letter.is_whitespace())
        .next()
        .filter(|name| !name.is_empty())
}
