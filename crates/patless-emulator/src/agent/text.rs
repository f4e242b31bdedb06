//! Names, booleans and environment names, handled as .NET does.

/// Converts to upper case like .NET's invariant culture: character by character, without changing the length.
pub(crate) fn upper_invariant(text: &str) -> String {
    text.chars()
        .map(|character| {
            let mut upper = character.to_uppercase();
            match (upper.next(), upper.next()) {
                (Some(one), None) => one,
                _ => character,
            }
        })
        .collect()
}

/// Compares two names. Ignores case.
pub(crate) fn same_name(left: &str, right: &str) -> bool {
    left == right
        || left.eq_ignore_ascii_case(right)
        || (!left.is_ascii()
            && !right.is_ascii()
            && upper_invariant(left) == upper_invariant(right))
}

/// Converts a name to the name of an environment variable: `.` and space become `_`, and letters become upper case.
pub(crate) fn environment_name(name: &str) -> String {
    upper_invariant(&environment_name_preserving_case(name))
}

/// Converts a name to the name of an environment variable and keeps its case, as with `preservecase=true`.
pub(crate) fn environment_name_preserving_case(name: &str) -> String {
    name.replace(['.', ' '], "_")
}

/// Parses like .NET's `Boolean.TryParse`: `true` or `false` in any case, with surrounding white space and NUL.
pub(crate) fn parse_boolean(text: &str) -> Option<bool> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    if text.eq_ignore_ascii_case("true") {
        Some(true)
    } else if text.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}

/// Returns whether a boolean input of a task is on, as the tasks of Microsoft read it: only `true` is, in any case.
pub(crate) fn input_is_on(text: &str) -> bool {
    text.trim().eq_ignore_ascii_case("true")
}

/// Returns whether an agent setting is on: only `1`, `true` and `$true` are.
pub(crate) fn setting_is_on(text: &str) -> bool {
    let text = text.trim();
    ["1", "true", "$true"]
        .iter()
        .any(|on| text.eq_ignore_ascii_case(on))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn environment_name_replaces_dots_and_spaces_only() {
        let cases = [
            ("test.value1", "TEST_VALUE1"),
            ("tesT vaLue.3", "TEST_VALUE_3"),
            (".. TEST   VALUE. 6", "___TEST___VALUE__6"),
            ("", ""),
            ("my-name/x", "MY-NAME/X"),
            ("straße", "STRAßE"),
        ];
        for (name, expected) in cases {
            assert_eq!(environment_name(name), expected);
        }
        assert_eq!(environment_name_preserving_case("Test.Value"), "Test_Value");
    }

    #[test]
    fn boolean_is_parsed_like_dotnet() {
        for text in ["true", "True", "TRUE", " true ", "\0true"] {
            assert_eq!(parse_boolean(text), Some(true), "{text:?}");
        }
        assert_eq!(parse_boolean("False"), Some(false));
        assert!(input_is_on(" True"));
        assert!(!input_is_on("yes"));
        for text in ["1", "yes", "on", "", "tru e"] {
            assert_eq!(parse_boolean(text), None, "{text:?}");
        }
    }

    #[test]
    fn setting_is_on_for_three_values_only() {
        for text in ["1", "true", "TRUE", "$true"] {
            assert!(setting_is_on(text), "{text}");
        }
        for text in ["yes", "0", "false", ""] {
            assert!(!setting_is_on(text), "{text}");
        }
    }

    #[test]
    fn names_ignore_case() {
        assert!(same_name("System.Debug", "system.DEBUG"));
        assert!(same_name("É", "é"));
        assert!(!same_name("system.debug", "SYSTEM_DEBUG"));
    }
}
