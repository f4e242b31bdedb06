//! Booleans, as the service spells them.

/// Reads a boolean. Case and white space around it do not count. None: it is no boolean.
///
/// Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/boolean>.
pub(crate) fn boolean(text: &str) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|it| it.eq_ignore_ascii_case(text.trim()));
    if is(&["true", "y", "yes", "on"]) {
        Some(true)
    } else if is(&["false", "n", "no", "off"]) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boolean_has_eight_spellings() {
        let cases = [
            ("true", Some(true)),
            ("Y", Some(true)),
            ("YES", Some(true)),
            ("on ", Some(true)),
            (" False\n", Some(false)),
            ("n", Some(false)),
            ("No", Some(false)),
            ("off", Some(false)),
            ("1", None),
            ("tru e", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(boolean(text), expected, "{text:?}");
        }
    }
}
