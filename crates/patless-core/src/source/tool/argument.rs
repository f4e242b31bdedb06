//! The arguments of a program: fixed words, and values that are checked.

/// An argument. It holds no secret: every user of the machine can read it.
#[derive(Debug, Eq, PartialEq)]
pub(in crate::source) struct Argument(String);

impl Argument {
    /// A fixed word.
    pub(in crate::source) fn word(word: &'static str) -> Self {
        Self(word.to_owned())
    }

    /// A value of characters that mean nothing to a shell, such as that of a batch file, and that is not taken for an
    /// option. `None` for any other.
    pub(in crate::source) fn value(text: &str) -> Option<Self> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._:/".contains(c);
        let begins_plainly = text.starts_with(|c: char| c.is_ascii_alphanumeric());
        (begins_plainly && text.chars().all(is_plain)).then(|| Self(text.to_owned()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_never_an_option_and_means_nothing_to_a_shell() {
        for text in [
            "499b84ac-1321-427f-aa17-267ca6975798",
            "https://management.core.windows.net//.default",
            "api://contoso_app/.default",
            "contoso.onmicrosoft.com",
        ] {
            assert!(Argument::value(text).is_some(), "{text}");
        }
        for text in [
            "", "--debug", "-h", "/c", "a b", "a&b", "a|b", "a;b", "a%PATH%", "a\"b", "a'b",
            "$(a)", "a`b", "a^b", "a\nb", "ä", "a=b", "a?b", "@a",
        ] {
            assert!(Argument::value(text).is_none(), "{text}");
        }
    }
}
