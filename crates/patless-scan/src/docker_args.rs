//! The build arguments of a Dockerfile through which a PAT comes in.

use crate::azure_hosts::has_azure;
use crate::document::Document;
use crate::names::{Says, says};

/// Tells whether a build argument of this name holds a PAT, by its name, or because the file has to do with Azure's feeds.
pub(crate) fn holds_pat(document: &Document<'_>, name: &str) -> bool {
    match says(name) {
        Says::Pat | Says::JobToken => true,
        Says::Foreign => false,
        Says::Nothing => {
            let lower = name.to_ascii_lowercase();
            let secret = ["token", "password"]
                .iter()
                .any(|ending| lower.ends_with(ending));
            secret && (has_azure(document.text) || document.text.contains("FEED_ENDPOINTS"))
        }
    }
}

/// Tells whether a Dockerfile declares this build argument, and it holds a PAT.
pub(crate) fn comes_in(document: &Document<'_>, name: &str) -> bool {
    let declared = document
        .text
        .lines()
        .any(|line| argument(line).is_some_and(|argument| argument == name));
    declared && holds_pat(document, name)
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
