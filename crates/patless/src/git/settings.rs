//! The file with settings of Git (git-config(1)) that has Git ask the helper.

use std::fmt::Write as _;

/// Writes the settings: for these servers only this helper, and none of these URLs' stored headers.
pub(crate) fn settings(helper: &str, servers: &[String], stored: &[String]) -> String {
    let mut text = String::from(
        "# Written by `patless git setup`. `patless git unset` takes it away. It holds no secret.\n",
    );
    for server in servers {
        // The empty one takes back all helpers before. With the path, the helper sees what the repository's URL is set to.
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "[credential {}]\n\thelper =\n\thelper = {}\n\tuseHttpPath = true\n",
            quoted(server),
            quoted(helper)
        );
    }
    for url in stored {
        let _ = writeln!(text, "[http {}]\n\textraHeader =", quoted(url));
    }
    text
}

/// Quotes a value, or the name of a subsection.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn helpers_and_headers_before_are_taken_back() {
        let text = settings(
            r"!'it'\''s' get",
            &["https://dev.azure.com".to_owned()],
            &["https://dev.azure.com/a\"b".to_owned()],
        );
        let (_, text) = text.split_once('\n').unwrap();
        assert_eq!(
            text,
            "[credential \"https://dev.azure.com\"]\n\thelper =\n\thelper = \"!'it'\\\\''s' get\"\n\
             \tuseHttpPath = true\n[http \"https://dev.azure.com/a\\\"b\"]\n\textraHeader =\n"
        );
    }
}
