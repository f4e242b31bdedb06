//! Names of variables that hold a personal access token, beside those that the scanner knows.

/// Returns whether the name is that of a personal access token for Azure DevOps.
pub(super) fn stored_pat(name: &str) -> bool {
    patless_scan::stored_pat(name) || EXACT.iter().any(|it| name.eq_ignore_ascii_case(it))
}

/// Returns whether a name only says something about a token, such as who owns it or when it ends: `patOwner`,
/// `PAT_EXPIRES_ON`.
pub(super) fn describes(name: &str) -> bool {
    let mut words = vec![String::new()];
    for character in name.chars() {
        if character.is_uppercase() && words.last().is_some_and(|it| it.ends_with(is_small))
            || !character.is_alphanumeric()
        {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(character);
        }
    }
    words.iter().any(|word| {
        let word = word.trim_start_matches(|it: char| !it.is_alphanumeric());
        DESCRIBING.iter().any(|it| word.eq_ignore_ascii_case(it))
    })
}

fn is_small(character: char) -> bool {
    !character.is_uppercase()
}

/// Variables that tools of Microsoft read, whose names do not say what they hold.
const EXACT: [&str; 2] = ["VSS_NUGET_ACCESSTOKEN", "VSS_NUGET_EXTERNAL_FEED_ENDPOINTS"];

/// Words for what people note about a token.
const DESCRIBING: [&str; 20] = [
    "name",
    "owner",
    "user",
    "username",
    "expiry",
    "expires",
    "expiration",
    "date",
    "url",
    "uri",
    "path",
    "file",
    "id",
    "scope",
    "scopes",
    "use",
    "has",
    "is",
    "enabled",
    "connection",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tools_read_is_told_beside_what_the_scanner_knows() {
        for name in ["ADO_PAT", "renovateToken", "Vss_Nuget_AccessToken"] {
            assert!(stored_pat(name), "{name}");
        }
        for name in ["", "PATH", "GITHUB_PAT", "System.AccessToken", "Ⓟat"] {
            assert!(!stored_pat(name), "{name}");
        }
    }

    #[test]
    fn a_name_that_says_something_about_a_token_is_told() {
        for name in [
            "PAT_EXPIRES_ON",
            "adoPatOwner",
            "usePat",
            "pat.url",
            "PAT-ID",
        ] {
            assert!(describes(name), "{name}");
        }
        for name in ["", "ADO_PAT", "patDated", "Personal", "idle-pat"] {
            assert!(!describes(name), "{name}");
        }
    }
}
