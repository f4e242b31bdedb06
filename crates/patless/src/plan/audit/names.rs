//! Names of variables that hold a personal access token, beside those that the scanner knows.

/// Returns whether the name is that of a personal access token for Azure DevOps.
pub(super) fn stored_pat(name: &str) -> bool {
    patless_scan::stored_pat(name) || EXACT.iter().any(|it| name.eq_ignore_ascii_case(it))
}

/// Variables that tools of Microsoft read, whose names do not say what they hold.
const EXACT: [&str; 2] = ["VSS_NUGET_ACCESSTOKEN", "VSS_NUGET_EXTERNAL_FEED_ENDPOINTS"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tools_read_is_told_beside_what_the_scanner_knows() {
        for name in ["ADO_PAT", "renovateToken", "Vss_Nuget_AccessToken"] {
            assert!(stored_pat(name), "{name}");
        }
        for name in [
            "",
            "PATH",
            "GITHUB_PAT",
            "System.AccessToken",
            "Ⓟat",
            "adoPatOwner",
        ] {
            assert!(!stored_pat(name), "{name}");
        }
    }
}
